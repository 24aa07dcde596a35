"""Ways to forge the document of a judging record, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable

from cadair.record import verify_record
from tests.cadair.record.outside import Record


def _change_mark(record: Record) -> None:
    record["scorecards"][0]["marks"]["impact"] = 1


def _change_mark_in_both(record: Record) -> None:
    """As somebody would who knows that the chain holds the marks too."""
    card = record["scorecards"][0]
    card["marks"]["impact"] = 1
    for entry in record["chain"]["entries"]:
        if entry["subject"] == card["ref"]:
            entry["facts"]["mark_impact"] = 1


def _change_reason(record: Record) -> None:
    record["decisions"][-1]["reason"]["en"] = "Because we say so."


def _change_reason_and_hash(record: Record) -> None:
    decision = record["decisions"][-1]
    decision["reason"]["en"] = "Because we say so."
    decision["reason_sha256"]["en"] = verify_record.sha256("Because we say so.")


def _exchange_awards(record: Record) -> None:
    awards = next(each["awards"] for each in record["decisions"] if len(each["awards"]) == 2)
    awards[0]["entry"], awards[1]["entry"] = awards[1]["entry"], awards[0]["entry"]


def _award_without_outcome(record: Record) -> None:
    empty = next(each for each in record["decisions"] if not each["awards"])
    full = next(each for each in record["decisions"] if each["awards"])
    empty["awards"] = full["awards"][:1]


def _change_count(record: Record) -> None:
    record["counts"]["scorecards"]["received"] += 1


def _change_eligible(record: Record) -> None:
    record["counts"]["eligible"] += 1


def _change_rules(record: Record) -> None:
    record["rules"][0]["document"]["minimum_scorecards"] = 1


def _change_rules_and_hash(record: Record) -> None:
    rules = record["rules"][0]
    rules["document"]["criteria"][0]["weight"] = 5
    rules["sha256"] = verify_record.sha256(rules["document"])


def _take_an_entry_out(record: Record) -> None:
    del record["chain"]["entries"][4]


def _take_an_entry_out_and_count(record: Record) -> None:
    entries = record["chain"]["entries"]
    marks = [place for place, each in enumerate(entries) if each["action"] == "sign_declaration"]
    del entries[marks[0]]
    record["chain"]["count"] -= 1


def _exchange_entries(record: Record) -> None:
    entries = record["chain"]["entries"]
    entries[3], entries[4] = entries[4], entries[3]


def _cut_the_end_off(record: Record) -> None:
    record["chain"]["entries"].pop()


def _change_score(record: Record) -> None:
    record["scores"][0]["points"] = "99/1"


def _change_place(record: Record) -> None:
    record["scores"][0]["place"] = 7


def _change_suggestion(record: Record) -> None:
    record["suggestions"][0]["winners"] = []


def _hide_a_recusal(record: Record) -> None:
    record["interests"] = []


def _drop_a_scorecard(record: Record) -> None:
    record["scorecards"].pop()


def _repeat_a_scorecard(record: Record) -> None:
    record["scorecards"].append(record["scorecards"][0])


def _change_confirmation(record: Record) -> None:
    record["seal"]["outcome_sha256"] = "0" * 64


def _forget_confirmation(record: Record) -> None:
    record["seal"] = None


def _change_outcome(record: Record) -> None:
    record["outcome"]["awards"][0]["text"]["en"] = "Another text"


def _exchange_judges(record: Record) -> None:
    """The sum stays, but the marks are said to be somebody else’s."""
    first = record["scorecards"][0]
    same = (first["entry"], first["category"])
    other = next(
        card for card in record["scorecards"][1:] if (card["entry"], card["category"]) == same
    )
    first["judge"], other["judge"] = other["judge"], first["judge"]


def _exchange_entries_of_cards(record: Record) -> None:
    first, other = record["scorecards"][0], record["scorecards"][1]
    for name in ("entry", "category"):
        first[name], other[name] = other[name], first[name]


def _change_decider(record: Record) -> None:
    other = {"seat-3": "seat-1"}
    record["decisions"][0]["decided_by"] = other[record["decisions"][0]["decided_by"]]


def _change_who_confirmed(record: Record) -> None:
    record["seal"]["confirmed_by"] = "account:" + "0" * 32


def _hide_an_override(record: Record) -> None:
    record["overrides"] = [] if record["overrides"] else [{}]


def _change_distribution(record: Record) -> None:
    record["distributions"][0]["highest"] = "99.9"


def _mask_a_reason(record: Record) -> None:
    record["decisions"][0]["names_masked"] = True


def _say_it_is_public(record: Record) -> None:
    record["version"] = "public"


def _award_of_another_category(record: Record) -> None:
    """Who stands in youth is said to have won asb."""
    youth = next(each["entry"] for each in record["entries"] if each["categories"] == ["youth"])
    decision = next(each for each in record["decisions"] if each["category"] == "asb")
    decision["awards"][0]["entry"] = youth


def _kind_not_given_here(record: Record) -> None:
    decision = next(each for each in record["decisions"] if each["category"] == "asb")
    decision["awards"][0]["kind"] = "overall-winner"


def _two_awards_that_exclude_each_other(record: Record) -> None:
    decision = next(each for each in record["decisions"] if each["category"] == "asb")
    decision["awards"][1]["entry"] = decision["awards"][0]["entry"]


def _one_winner_more(record: Record) -> None:
    decision = next(each for each in record["decisions"] if each["category"] == "asb")
    decision["awards"][1]["kind"] = "winner"


def _overall_for_nobody_s_winner(record: Record) -> None:
    decision = next(each for each in record["decisions"] if each["category"] == "overall")
    youth = next(each["entry"] for each in record["entries"] if each["categories"] == ["youth"])
    decision["awards"][0]["entry"] = youth


FORGERIES: dict[str, tuple[Callable[[Record], None], str]] = {
    "mark": (_change_mark, "criterion impact"),
    "mark-in-both": (_change_mark_in_both, "chain, entry"),
    "reason": (_change_reason, "hash of the reason"),
    "reason-and-hash": (_change_reason_and_hash, "decisions: SHA-256"),
    "awards-exchanged": (_exchange_awards, "decisions: SHA-256"),
    "award-without-outcome": (_award_without_outcome, "decision on"),
    "award-of-another-category": (_award_of_another_category, "holds no other award"),
    "kind-not-given-here": (_kind_not_given_here, "no kind of award that the rules give here"),
    "two-awards": (_two_awards_that_exclude_each_other, "highly-commended beside winner"),
    "one-winner-more": (_one_winner_more, "2 awards of winner: too many"),
    "overall-for-no-holder": (_overall_for_nobody_s_winner, "holds no other award"),
    "count": (_change_count, "counts"),
    "eligible": (_change_eligible, "counts"),
    "rules": (_change_rules, "rules, version 1: SHA-256"),
    "rules-and-hash": (_change_rules_and_hash, "rules: the season opened by"),
    "entry-gone": (_take_an_entry_out, "chain"),
    "entry-gone-and-count": (_take_an_entry_out_and_count, "chain: entries before the confirm"),
    "entries-exchanged": (_exchange_entries, "chain, entry"),
    "end-cut-off": (_cut_the_end_off, "chain: number of entries"),
    "score": (_change_score, "score of"),
    "place": (_change_place, "place"),
    "suggestion": (_change_suggestion, "suggestions: SHA-256"),
    "recusal-hidden": (_hide_a_recusal, "counts"),
    "scorecard-gone": (_drop_a_scorecard, "score of"),
    "scorecard-twice": (_repeat_a_scorecard, "scorecards of"),
    "confirmation": (_change_confirmation, "confirmation"),
    "confirmation-gone": (_forget_confirmation, "confirmation"),
    "outcome": (_change_outcome, "outcome: SHA-256"),
    "judges-exchanged": (_exchange_judges, "has it from"),
    "cards-exchanged": (_exchange_entries_of_cards, "has another entry"),
    "decider": (_change_decider, "decided by"),
    "confirmed-by": (_change_who_confirmed, "the two who confirmed"),
    "override-hidden": (_hide_an_override, "overrides"),
    "distribution": (_change_distribution, "distribution of"),
    "masked": (_mask_a_reason, "said to be masked"),
    "version": (_say_it_is_public, "complete"),
}

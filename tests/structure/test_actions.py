"""Every write is an action, and every action leaves exactly one entry in the record, last."""

from __future__ import annotations

import ast

import pytest

from tests.structure.source import (
    Function,
    Module,
    functions,
    modules_named,
    modules_under,
    public_functions,
)

pytestmark = pytest.mark.static

APPEND_ONLY_CODE = "cadair.audit.actions"
"""Appends the entries themselves."""

NOT_ACTIONS: dict[str, str] = {
    "cadair.judging.actions.open_first_rounds": "part of begin_judging",
    "cadair.judging.actions.void_said": "part of sign_declaration",
    "cadair.mail.actions.queue_to_many": "part of the action that writes the letter",
    "cadair.mail.actions.queue_letter": "part of the action that writes the letter",
    "cadair.mail.actions.remember_language": "part of the actions that ask for a language",
    "cadair.mail.actions.remember_consent": "part of the actions that ask about news",
    "cadair.mail.actions.take_back_waiting": "part of holding outcome letters back",
    "cadair.mail.actions.hold_back": "part of stopping a message to many",
    "cadair.mail.actions.queue_test": "part of the actions that try a letter",
    "cadair.mail.actions.season_words": "reads, writes nothing",
    "cadair.mail.actions.stop_topic": "part of stopping by a link, and of delivery",
    "cadair.nominations.actions.count_answers": "an entry would say who answered, and when",
    "cadair.nominations.actions.end_of_day": "asks, writes nothing",
    "cadair.nominations.actions.fill_entry": "part of submit_nomination and of loading a file",
    "cadair.nominations.actions.autosave_draft": "what is typed and not yet sent: no diary of keys",
    "cadair.nominations.actions.submit_draft": "sends through submit_nomination, which records it",
    "cadair.nominations.actions.bodies_of": "part of sending a form",
    "cadair.nominations.actions.can_be_undone": "asks, writes nothing",
    "cadair.nominations.actions.checked_rows": "reads, writes nothing",
    "cadair.nominations.actions.forget_bodies": "part of wiping a rehearsal, undoing a file",
    "cadair.nominations.actions.send_receipt": "part of the actions that send a form",
    "cadair.nominations.actions.in_both_languages": "asks, writes nothing",
    "cadair.nominations.actions.exclude": "part of the actions that find an entry not eligible",
    "cadair.nominations.actions.held_entry": "reads and locks, writes nothing",
    "cadair.nominations.actions.keep_drafts": "part of writing translations, of taking them in",
    "cadair.nominations.actions.keep_repeats": "suggestions made from other rows; nobody decides",
    "cadair.nominations.actions.raised": "part of the actions that put up a flag",
    "cadair.nominations.actions.review_day": "asks, writes nothing",
    "cadair.nominations.actions.index_entries": "what entries are found by; part of other actions",
    "cadair.nominations.actions.index_organisation": "part of the actions that name bodies",
    "cadair.nominations.actions.index_season": "makes again what can be made from other rows",
    "cadair.nominations.actions.mailing_section": "reads, writes nothing",
    "cadair.nominations.actions.nominees_from_file": "part of loading a file",
    "cadair.nominations.actions.take_in_nominees": "part of sending and of changing a form",
    "cadair.nominations.actions.noted": "asks, writes nothing",
    "cadair.nominations.actions.renew_panel_answer": "part of answering, redacting and lifting",
    "cadair.nominations.actions.agreed_facts": "asks, writes nothing",
    "cadair.nominations.actions.end_page": "part of the actions about nominees",
    "cadair.nominations.actions.guardian_named": "asks, writes nothing",
    "cadair.nominations.actions.is_guardian_of": "asks, writes nothing",
    "cadair.nominations.actions.stated": "part of the actions by which somebody agrees",
    "cadair.nominations.actions.renew_after_erasure": "part of taking a person out",
    "cadair.nominations.actions.renew_panel_copy": "part of sending, changing and redacting",
    "cadair.nominations.actions.pages_of_sent": "reads what was sent",
    "cadair.nominations.actions.reminders_due": "reads, writes nothing",
    "cadair.nominations.actions.tell_nominators": "part of the actions that nominators hear of",
    "cadair.files.actions.keep_file": "part of the actions that take in a file",
    "cadair.files.actions.begin_upload": "a file on its way; what it is for records its coming in",
    "cadair.files.actions.keep_part": "a part of a file on its way",
    "cadair.files.actions.join_upload": "part of the actions that take in a file",
    "cadair.files.actions.drop_upload": "a file on its way that nobody goes on with",
    "cadair.nominations.actions.opened_nominee": "asks, writes nothing",
    "cadair.nominations.actions.seasons_with_refused_files": "asks, writes nothing",
    "cadair.nominations.actions.untold_evidence": "asks, writes nothing",
    "cadair.nominations.actions.untold_photos": "asks, writes nothing",
    "cadair.nominations.actions.send_notice": "part of the actions that tell nominees",
    "cadair.nominations.actions.end_effort": "part of the actions that learn of an address",
    "cadair.nominations.actions.guardian_kept": "asks, writes nothing",
    "cadair.nominations.actions.same_named": "asks, writes nothing",
    "cadair.nominations.actions.said_by": "part of what nominees do on their page",
    "cadair.nominations.actions.copy_evidence": "part of opening a form again, and of copying one",
    "cadair.nominations.actions.take_evidence": "part of sending a form",
    "cadair.nominations.actions.follow_descriptions": "part of sending a form",
    "cadair.mail.actions.keep_for_news": "part of taking away what was kept long enough",
    "cadair.people.actions.issue_link": "part of the actions that send a link",
    "cadair.people.actions.end_links": "part of the actions that take a link back",
    "cadair.people.actions.named_organisation": "part of the actions that take in what people type",
    "cadair.people.actions.note_other_names": "part of the actions that take in a season file",
    "cadair.nominations.actions.withdrawn_with_its_nominations": "part of withdrawing, ungrouping",
    "cadair.outcomes.actions.give_award": "part of decide_category and of loading a file",
    "cadair.outcomes.actions.keep_out_of_room": "part of deciding, and of moving the meeting on",
    "cadair.outcomes.actions.check_release_move": "asks, writes nothing",
    "cadair.people.actions.account_for": "part of the actions that invite or seat somebody",
    "cadair.people.actions.check_second_step": "signing in: the security log has it",
    "cadair.people.actions.open_on_demand": "part of signing in, for people who nominate",
    "cadair.people.actions.use_passkey": "signing in: the security log has it",
    "cadair.judging.actions.keep_analyses": "figures made from the marks; nobody decides",
    "cadair.judging.actions.note_look": "part of working out those figures",
    "cadair.judging.actions.keep_versions": "part of signing a declaration",
    "cadair.judging.actions.new_judge": "part of seating a judge and of naming a substitute",
    "cadair.judging.actions.step_aside_from_categories": "part of signing and of begin_judging",
    "cadair.judging.actions.take_back_assignments": "part of signing a declaration",
    "cadair.judging.actions.void_scorecards": "part of signing a declaration",
    "cadair.judging.actions.keep_pair_order": "made again from comparisons; nobody decides",
    "cadair.judging.actions.void_answers": "part of signing a declaration",
    "cadair.judging.actions.keep_bookmark": "a slip for oneself: nobody is to know of it",
    "cadair.judging.actions.judges_to_remind": "reads, writes nothing",
    "cadair.judging.actions.marks_wanted_by": "reads, writes nothing",
    "cadair.judging.actions.no_longer_open": "makes a refusal, writes nothing",
    "cadair.publishing.actions.publish_snapshot": "part of announcing and of releasing a season",
    "cadair.seasons.actions.as_test": "writes nothing",
    "cadair.seasons.actions.examples_of": "reads, writes nothing",
    "cadair.seasons.actions.letter_section": "reads, writes nothing",
    "cadair.seasons.actions.own_address": "reads, writes nothing",
    "cadair.seasons.actions.sender_section": "reads, writes nothing",
    "cadair.seasons.actions.change_facts": "reads what the record keeps of a change",
    "cadair.seasons.actions.follow_timetable": "part of the actions that write dates",
    "cadair.seasons.actions.note_change": "part of every change to a running season",
    "cadair.seasons.actions.place_question": "part of the actions that add a question",
    "cadair.seasons.actions.give_part": "part of the actions that invite or seat somebody",
    "cadair.seasons.actions.freeze_rules": "part of open_season and of loading a file",
    "cadair.publishing.actions.write_released_post": "part of publish_post and of loading",
}
"""Public functions of an `actions` module that leave no entry, with the reason."""


def _all_public() -> list[tuple[Module, Function]]:
    return [
        (module, function)
        for module in modules_named("actions")
        if not module.dotted.startswith(APPEND_ONLY_CODE)
        for function in public_functions(module)
    ]


def _name(module: Module, function: Function) -> str:
    """`cadair.seasons.actions.open_season`, whether `actions` is a file or a package."""
    app = module.dotted.split(".actions")[0]
    return f"{app}.actions.{function.name}"


ACTIONS = [(m, f) for m, f in _all_public() if _name(m, f) not in NOT_ACTIONS]
NAMES = [_name(m, f) for m, f in ACTIONS]


def test_there_are_actions_and_every_exception_exists() -> None:
    assert len(NAMES) > 10
    everything = {_name(m, f) for m, f in _all_public()}
    assert set(NOT_ACTIONS) - everything == set()


@pytest.mark.parametrize(("module", "function"), ACTIONS, ids=NAMES)
def test_an_action_takes_names_not_positions(module: Module, function: Function) -> None:
    arguments = function.args
    assert [a.arg for a in (*arguments.posonlyargs, *arguments.args)] == []
    assert arguments.vararg is None


@pytest.mark.parametrize(("module", "function"), ACTIONS, ids=NAMES)
def test_an_action_is_one_transaction(module: Module, function: Function) -> None:
    assert any(
        ast.unparse(decorator).startswith("transaction.atomic")
        for decorator in function.decorator_list
    )


@pytest.mark.parametrize(("module", "function"), ACTIONS, ids=NAMES)
def test_an_action_says_who_acts(module: Module, function: Function) -> None:
    assert "by" in [argument.arg for argument in function.args.kwonlyargs]


@pytest.mark.parametrize(("module", "function"), ACTIONS, ids=NAMES)
def test_an_action_appends_one_entry_of_its_own_name_and_then_only_returns(
    module: Module, function: Function
) -> None:
    calls = _recordings(module, function)
    assert len(calls) == 1, f"{len(calls)} calls of record"
    assert _keyword(calls[0], "action") == function.name
    *_rest, entry, result = function.body
    assert isinstance(result, ast.Return), "an action returns what it changed"
    assert isinstance(entry, ast.Expr | ast.Assign), "the entry is appended last"
    assert entry.value is calls[0], "the entry is appended last"


def _recordings(module: Module, function: Function) -> list[ast.Call]:
    """Calls of `record` in an action and in the private functions of its module that it calls."""
    private = {f.name: f for f in functions(module.tree) if f.name.startswith("_")}
    found, waiting, seen = [], [function.name], {function.name}
    bodies = {function.name: function, **private}
    while waiting:
        for node in ast.walk(bodies[waiting.pop()]):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called in {"record", "audit.record"}:
                found.append(node)
            elif called in private and called not in seen:
                seen.add(called)
                waiting.append(called)
    return found


def _keyword(call: ast.Call, name: str) -> object:
    for keyword in call.keywords:
        if keyword.arg == name and isinstance(keyword.value, ast.Constant):
            return keyword.value.value
    return None


RECORD_OUTSIDE_ACTIONS: dict[str, str] = {
    "cadair.seasons.season_file": "loading a file is one action over all apps",
}
"""Other modules that append to the record, with the reason."""


def test_nothing_but_actions_appends_to_the_record() -> None:
    others = {
        module.dotted
        for module in modules_under("src/cadair")
        if "from cadair.audit.actions import record" in module.text
        and module.path.stem != "actions"
        and module.path.parent.name != "actions"
    }
    assert others - set(RECORD_OUTSIDE_ACTIONS) == set()

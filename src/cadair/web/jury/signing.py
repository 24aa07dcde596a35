"""What comes back from the form of declarations: what is to be signed, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from cadair.judging.conflicts import needs_reason
from cadair.judging.desks import shown_for_declaring
from cadair.judging.models import Judge
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import Entry
from cadair.seasons.states import SeasonState
from cadair.web.jury.declarations import ON_A_PAGE, Sent, Sheet, written

Choice = tuple[InterestKind, InterestNature | None]
MOST_MEMBERS: Final = 5_000


@dataclass
class Signed:
    """What came back; a judge signs `interests`, with `notes` in words of their own."""

    interests: dict[Entry, Choice] = field(default_factory=dict)
    notes: dict[Entry, str] = field(default_factory=dict)
    typed: dict[str, Sent] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def sign(self, entry: Entry, sent: Sent) -> None:
        """Take an answer that is whole among what is signed."""
        kind = InterestKind(sent.kind)
        nature = None if kind == InterestKind.NONE else InterestNature(sent.nature)
        self.interests[entry] = (kind, nature)
        self.notes[entry] = sent.note


def signed_by(judge: Judge, sent: QueryDict) -> Signed:
    """What a judge signs with this form: what was changed on it, and what its button adds.

    `rest` adds “no interest” for every entry of the page that shows no sign, `members` “may score”
    for what the judge’s body represents. Only entries that were shown can be signed for.
    """
    shown, sheet, signed = _shown(sent.get("shown", "")), Sheet(judge), Signed()
    known = judge.season.entries.filter(public_id__in=shown).values_list("pk", flat=True)
    here = set(known)
    for entry in shown_for_declaring([pk for pk in sheet.entries if pk in here]):
        if sheet.is_final(entry):
            continue
        key = entry.public_id
        answer = Sent(
            *(sent.get(f"{name}-{key}", "").strip() for name in ("kind", "nature", "note"))
        )
        signed.typed[key] = answer
        if problem := _problem(sheet, entry, answer):
            signed.problems[key] = problem
        elif answer.kind:
            answer = Sent(answer.kind, answer.nature * (answer.kind != "none"), answer.note)
            if written(answer) != shown[key]:
                signed.sign(entry, answer)
        elif "rest" in sent and entry.pk not in sheet.stored and entry.pk not in sheet.suggested:
            signed.sign(entry, Sent(InterestKind.NONE))
    if "members" in sent:
        _sign_for_members(sheet, sent.get("of_members", ""), signed)
    return signed


def _sign_for_members(sheet: Sheet, shown: str, signed: Signed) -> None:
    keys = set(shown.split(" ", MOST_MEMBERS)[:MOST_MEMBERS])
    tie = Sent(InterestKind.MAY_SCORE, InterestNature.PARTNER_ORGANISATION)
    for entry in shown_for_declaring(sheet.members_only()):
        answered = signed.typed.get(entry.public_id, Sent())
        if entry.public_id in keys and not answered.kind:
            signed.sign(entry, tie)


def _shown(text: str) -> Mapping[str, str]:
    parts = [part.partition(":") for part in text.split(" ", ON_A_PAGE)[:ON_A_PAGE] if part]
    return {key: was for key, _colon, was in parts}


def _problem(sheet: Sheet, entry: Entry, sent: Sent) -> str:
    kind, nature = sent.kind, sent.nature
    if kind and kind not in InterestKind.values:
        return _("Choose one of the three answers.")
    if nature and nature not in InterestNature.values:
        return _("Choose from the list what ties you to the entry.")
    if kind in (InterestKind.MAY_SCORE, InterestKind.STEP_ASIDE) and not nature:
        return _("Say what ties you to the entry.")
    if nature and not kind:
        return _("You named a tie. Say also whether you may score or step aside.")
    if sent.note and not kind:
        return _("You wrote something here. Choose an answer too.")
    return _problem_of_words(sheet, entry, sent) if kind else ""


def _problem_of_words(sheet: Sheet, entry: Entry, sent: Sent) -> str:
    signs = sheet.suggested.get(entry.pk, ())
    is_employer = sent.nature == InterestNature.EMPLOYER or any(each.is_employer for each in signs)
    if sheet.must_step_aside and sent.kind == InterestKind.MAY_SCORE and is_employer:
        return _("By the rules of this season you step aside here.")
    if sent.note:
        return ""
    known = sheet.stored.get(entry.pk)
    was_aside = known is not None and known.kind == InterestKind.STEP_ASIDE
    is_judging = sheet.judge.season.state == SeasonState.JUDGING
    if was_aside and is_judging and sent.kind != InterestKind.STEP_ASIDE:
        return _("Say in a few words why it was wrong to step aside.")
    if sent.nature == InterestNature.OTHER and sent.kind != InterestKind.NONE:
        return _("Say in a few words what ties you to it.")
    if needs_reason(signs, InterestKind(sent.kind)) and not _is_as_it_was(known, sent):
        return _("Say in a few words why you have no interest here.")
    return ""


def _is_as_it_was(known: object, sent: Sent) -> bool:
    """Whether nothing is changed: what was once signed needs no further word."""
    return getattr(known, "kind", None) == sent.kind and getattr(known, "note", None) == sent.note

"""What files and links a form asks for, what there is of it, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from django.db.models import Max, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.files.states import FileState
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.prepared import Prepared
from cadair.nominations.models import Draft, Entry, Evidence, Nomination, Redaction
from cadair.nominations.queries import nominations_behind
from cadair.nominations.redacting import for_panel, places_of
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Season
from cadair.seasons.questions import Asked, questions_of
from cadair.seasons.states import QuestionKind

GENERAL: Final = ""
"""The question of what stands beside the whole form."""

_USUAL_FILES: Final = 1
"""How many files a question takes that does not say."""

_BESIDE: Final = Prepared(
    lambda draft: (
        Evidence.objects.filter(draft=draft).select_related("file").order_by("position", "pk")
    )
)


def beside(draft: Draft) -> list[Evidence]:
    """The files and links of a form that is being written, in order."""
    return _BESIDE.objects(draft=draft.pk)


@dataclass(frozen=True, slots=True)
class Group:
    """Files and links that are asked for in one place."""

    question: str
    label: BilingualText | None
    help: BilingualText | None
    most_files: int
    most_links: int
    is_required: bool = False


def groups_of(draft: Draft, asked: Iterable[Asked]) -> list[Group]:
    """What this form asks for now: each question that takes files, then what else there may be.

    `asked` are the questions that are put to this nominator.
    """
    rules = limits_of(draft.season)
    groups = [
        Group(
            question=each.key,
            label=each.label,
            help=each.help,
            most_files=each.most or _USUAL_FILES,
            most_links=0,
            is_required=each.is_required,
        )
        for each in asked
        if each.kind == QuestionKind.FILE
    ]
    if rules.most_files or rules.most_links:
        groups.append(Group(GENERAL, None, None, rules.most_files, rules.most_links))
    return groups


def room_for(draft: Draft, group: Group, what: str) -> int:
    """How many more files, or links, may come into a group."""
    there = draft.evidence.filter(question=group.question)
    if what == "files":
        return group.most_files - there.exclude(file=None).count()
    return group.most_links - there.filter(file=None).count()


def sent_before(draft: Draft, account: int | None) -> QuerySet[Evidence]:
    """Files that the same person has sent with other forms and can use here, the newest first.

    Each file once; only what was checked and accepted, and nobody else's, though they may share a
    form.
    """
    if account is None:
        return Evidence.objects.none()
    own = Q(draft__account=account) | Q(nomination__draft__account=account)
    ready = Evidence.objects.filter(own, file__state=FileState.READY)
    others = ready.exclude(draft=draft).exclude(file__in=draft.evidence.values("file"))
    newest = others.order_by().values("file").annotate(newest=Max("pk")).values("newest")
    return Evidence.objects.filter(pk__in=newest).select_related("file").order_by("-pk")


def most_bytes(season: Season) -> int:
    """How big a file may be."""
    return limits_of(season).most_megabytes * 1_000_000


def missing_evidence(draft: Draft, asked: Iterable[Asked]) -> list[str | Promise]:
    """What is still needed before the form can be sent; a file being checked holds up nothing."""
    there = beside(draft)
    missing: list[str | Promise] = []
    for group in groups_of(draft, asked):
        here = [each for each in there if each.question == group.question]
        if group.is_required and not here:
            missing.append(_("Add the file: %(question)s") % {"question": group.label})
        if any(_is_refused(each) for each in here):
            missing.append(_("A file was not accepted. Remove it or send another one."))
        if any(not each.description and not _is_refused(each) for each in here):
            missing.append(_("Say what each file and link shows."))
    return missing


def _is_refused(evidence: Evidence) -> bool:
    return evidence.file is not None and evidence.file.state == FileState.REFUSED


def evidence_behind(nominations: Sequence[Nomination]) -> QuerySet[Evidence]:
    """Everything that was sent with these nominations, for organisers."""
    found = Evidence.objects.filter(nomination__in=nominations)
    return found.select_related("file", "nomination").order_by("nomination", "position", "pk")


def panel_evidence(entry: Entry) -> list[Evidence]:
    """What judges may read of an entry: clean, read by an organiser, asked for them, not withheld.

    A link that says what was taken out of the nomination is left out.
    """
    ready = Q(file=None) | Q(file__state=FileState.READY)
    found = Evidence.objects.filter(
        ready,
        nomination__in=nominations_behind(entry),
        nomination__is_read=True,
        is_withheld=False,
    )
    ordered = found.select_related("file", "nomination").order_by("nomination", "position", "pk")
    there = [each for each in ordered if not _tells(each)]
    if all(each.question == GENERAL for each in there):
        return there
    asked = {each.key for each in for_panel(questions_of(entry.season))}
    return [each for each in there if each.question == GENERAL or each.question in asked]


def _tells(evidence: Evidence) -> bool:
    link = unquote(evidence.link)
    return any(places_of(each.passage, link) for each in _redactions(evidence) if link)


def _redactions(evidence: Evidence) -> Iterable[Redaction]:
    return evidence.nomination.redactions.all() if evidence.nomination else ()

"""Evidence as its nominator sees it: what there is, how it stands, and the forms to add to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.files.models import IncomingFile
from cadair.files.queries import on_their_way, size_received
from cadair.files.states import FileState, WhyRefused
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.actions import FilledForm
from cadair.nominations.actions.evidence import LONGEST_DESCRIPTION
from cadair.nominations.evidence import Group, beside, groups_of, most_bytes
from cadair.nominations.models import Draft, Evidence
from cadair.web.nominate.forms import Line, PageForm, Shown
from cadair.web.nominate.words import said

WHAT_IT_SHOWS: Final = _("What does it show?")
TAKEN: Final = ".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp"
_TAGS: Final = {FileState.READY: "tag--laurel", FileState.REFUSED: "tag--wrong"}


class EvidenceForm(PageForm):
    """What stands on the page beside its own forms: for the list of tasks and for reading over."""

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:  # noqa: ARG002
        """Each file and link with what it shows."""
        for each in beside(self.draft):
            about = f"{each.description}\n{Item(each).state}".strip()
            yield Shown(Item(each).name, about, each.language)


class FileForm(forms.Form):
    """One more file."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
    description = Line(
        label=WHAT_IT_SHOWS,
        help_text=_("In a sentence, such as “Letter of thanks from the school”."),
        longest=LONGEST_DESCRIPTION,
        required=False,
    )


class LinkForm(forms.Form):
    """One more link."""

    link = Line(
        label=_("Address of the page"),
        help_text=_("For example https://www.example.org/news. We never open it; judges may."),
        longest=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "dir": "ltr"}),
    )
    description = Line(label=WHAT_IT_SHOWS, longest=LONGEST_DESCRIPTION, required=False)


class DescriptionForm(forms.Form):
    """What a file or a link shows."""

    description = Line(label=WHAT_IT_SHOWS, longest=LONGEST_DESCRIPTION, required=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A file or a link in the list."""

    evidence: Evidence
    form: DescriptionForm | None = None

    @property
    def name(self) -> str:
        """What the file was called, or the address."""
        return self.evidence.file.name if self.evidence.file else self.evidence.link

    @property
    def state(self) -> str | Promise:
        """How far a file has come, or why it was not accepted."""
        file = self.evidence.file
        if file is None:
            return ""
        if file.state == FileState.REFUSED:
            return WhyRefused(file.why_refused).label
        return FileState(file.state).label

    @property
    def tag(self) -> str:
        """The look of its state."""
        return _TAGS.get(self.evidence.file.state, "") if self.evidence.file else ""  # type: ignore[call-overload]

    @property
    def is_refused(self) -> bool:
        """Whether something has to be done about it."""
        file = self.evidence.file
        return file is not None and file.state == FileState.REFUSED

    @property
    def is_ready(self) -> bool:
        """Whether the clean copy can be opened."""
        return self.evidence.file is not None and self.evidence.file.state == FileState.READY

    @property
    def is_checking(self) -> bool:
        """Whether it waits for its check."""
        return self.evidence.file is not None and not self.is_ready and not self.is_refused

    @property
    def kilobytes(self) -> int:
        """How big the file is."""
        return -(-self.evidence.file.size // 1000) if self.evidence.file else 0


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that has come in part: choosing it again goes on where it stopped."""

    incoming: IncomingFile

    @property
    def per_cent(self) -> int:
        """How much of it is there."""
        return size_received(self.incoming) * 100 // self.incoming.size


def about_place(draft: Draft, place: str) -> str:
    """By which a file on its way is known to belong to one place of one form."""
    return f"{draft.ref}:{clean_line(place)[:40] or 'general'}"


@dataclass(slots=True)
class Place:
    """A group with what is there and the forms to add to it."""

    group: Group
    items: Sequence[Item]
    file_form: FileForm | None
    link_form: LinkForm | None
    replaced: Evidence | None = None
    coming: Sequence[Coming] = ()

    @property
    def key(self) -> str:
        """By which the forms of the page tell the groups apart."""
        return self.group.question or "general"

    @property
    def title(self) -> str | Promise:
        """The question, or what else there may be."""
        return said(self.group.label) if self.group.label else _("Files and links")

    @property
    def help(self) -> str:
        """What the season says about it."""
        return said(self.group.help) if self.group.help else ""


@dataclass(slots=True)
class Typed:
    """What was sent, and to which place of the page."""

    place: str
    what: str
    data: QueryDict
    files: MultiValueDict[str, UploadedFile[Any]]

    @classmethod
    def of(cls, request: HttpRequest) -> Typed:
        """Read a sent form."""
        sent = request.POST
        return cls(sent.get("place", "general"), sent.get("do", ""), sent, request.FILES)

    def bound(self, form: type[forms.Form], prefix: str) -> forms.Form:
        """A form with what was typed into it."""
        found = form(self.data, self.files, prefix=prefix)
        found.is_valid()
        return found


def places_of(
    draft: Draft, replaced: str = "", failed: Mapping[str, forms.Form] | None = None
) -> list[Place]:
    """The groups of the page; `failed` are forms that come back, by their prefix."""
    failed = failed or {}
    there = beside(draft)
    return [
        _place(draft, group, [each for each in there if each.question == group.question],
               replaced, failed)
        for group in groups_of(draft, FilledForm(draft).asked)
    ]  # fmt: skip


def _place(
    draft: Draft,
    group: Group,
    there: Sequence[Evidence],
    replaced: str,
    failed: Mapping[str, Any],
) -> Place:
    key = group.question or "general"
    files = sum(each.file is not None for each in there)
    goes = next((each for each in there if each.file and each.public_id == replaced), None)
    takes_file = files < group.most_files or goes is not None
    takes_link = len(there) - files < group.most_links
    before = {"description": goes.description} if goes else {}
    return Place(
        group=group,
        items=[_item(each, failed) for each in there],
        file_form=_form(FileForm, f"file-{key}", failed, draft, before) if takes_file else None,
        link_form=_form(LinkForm, f"link-{key}", failed, draft, {}) if takes_link else None,
        replaced=goes,
        coming=[Coming(each) for each in on_their_way(about_place(draft, key))],
    )


def _item(evidence: Evidence, failed: Mapping[str, Any]) -> Item:
    prefix = f"about-{evidence.public_id}"
    form = failed.get(prefix) or DescriptionForm(
        initial={"description": evidence.description}, prefix=prefix
    )
    form.fields["description"].widget.attrs["lang"] = evidence.language
    return Item(evidence, form)


def _form(
    form: type[Any], prefix: str, failed: Mapping[str, Any], draft: Draft, before: dict[str, str]
) -> Any:
    found = failed.get(prefix) or form(initial=before, prefix=prefix)
    found.fields["description"].widget.attrs["lang"] = draft.language
    return found


def megabytes(draft: Draft) -> int:
    """How big a file may be."""
    return most_bytes(draft.season) // 1_000_000

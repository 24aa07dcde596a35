"""All that is held about somebody, for themselves: what a page shows and a download holds.

A nominator gets what they wrote and what was asked of them. A nominee gets what names them and
what the panel reads of the nomination: what others wrote about others was taken out of it, and who
nominated is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.foundation.welsh.dates import date_time
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import preference_of
from cadair.nominations.answers import in_words
from cadair.nominations.models import (
    Coauthor,
    Draft,
    Endorsement,
    Evidence,
    Extension,
    Nomination,
    Nominee,
    NomineePhoto,
)
from cadair.nominations.notices import addresses_of
from cadair.nominations.publicity import kinds_of
from cadair.nominations.queries import drafts_of, nominations_sent_by
from cadair.nominations.states import PublicityKind
from cadair.people.models import Account
from cadair.seasons.questions import questions_of


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held: its name for programs and for people, and what it is."""

    key: str
    label: str | Promise
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """Things that belong together, such as one nomination."""

    key: str
    title: str | Promise
    things: Sequence[Held]

    def as_dict(self) -> dict[str, Any]:
        """As a program reads it."""
        things = [{"key": each.key, "value": each.value} for each in self.things]
        return {"part": self.key, "title": str(self.title), "held": things}


@dataclass(frozen=True, slots=True)
class _In:
    """Writes values in one language."""

    language: Language

    def text(self, text: BilingualText) -> str:
        return text.in_language(self.language)

    def day(self, moment: datetime | None) -> str:
        return date_time(moment, self.language) if moment else ""


def _part(key: str, title: str | Promise, *things: tuple[str, str | Promise, str]) -> Part:
    """Only what there is: an empty value is nothing that is held."""
    return Part(key, title, [Held(*each) for each in things if each[2]])


def held_about_nominator(account: Account, language: Language) -> list[Part]:
    """What is held about whoever is signed in, as somebody who nominates."""
    said = _In(language)
    preference = preference_of(account.email)
    parts = [
        _part(
            "account",
            _("Your account"),
            ("name", _("Name"), account.name),
            ("email", _("E-mail"), account.email),
            ("letters", _("Language of letters"), preference.language if preference else ""),
        )
    ]
    parts += [_sent(each, said) for each in nominations_sent_by(account)]
    parts += [_begun(each, said) for each in drafts_of(account)]
    parts += _around(account, said)
    return [*parts, *_letters([account.email], "nominations/", said)]


def _sent(nomination: Nomination, said: _In) -> Part:
    entry = nomination.entry
    return _part(
        "nomination",
        _("A nomination that you sent"),
        ("reference", _("Reference"), nomination.reference),
        ("season", _("Awards"), said.text(nomination.season.name)),
        ("title", _("Title"), entry.title),
        ("sent", _("Sent"), said.day(nomination.submitted_at)),
        ("nominator", _("Your name"), nomination.nominator_name),
        ("email", _("E-mail"), nomination.nominator_email),
        ("organisation", _("Your organisation"), nomination.nominator_organisation),
        ("people", _("People named"), "\n".join(each.name for each in entry.people.all())),
        ("summary", _("In short"), nomination.summary),
        *_answers(nomination, nomination.answers, said),
        *_beside(nomination.evidence.select_related("file")),
        *_asked_of(nomination, said),
    )


def _answers(
    nomination: Nomination, answers: dict[str, Any], said: _In
) -> Iterator[tuple[str, str, str]]:
    for asked in questions_of(nomination.season):
        if answers.get(asked.key):
            words = in_words(asked, answers[asked.key], said.language)
            yield f"answer:{asked.key}", said.text(asked.label), words


def _beside(evidence: Any) -> Iterator[tuple[str, str | Promise, str]]:
    each: Evidence
    for each in evidence:
        name = each.file.name if each.file else each.link
        yield "evidence", _("File or link"), f"{name}\n{each.description}".strip()


def _asked_of(nomination: Nomination, said: _In) -> Iterator[tuple[str, str | Promise, str]]:
    for asked in nomination.clarifications.all():
        yield "question", _("A question to you"), said.text(asked.question)
        yield "answer", _("Your answer"), asked.answer
    each: Endorsement
    for each in nomination.endorsements.all():
        about = f"{each.name} · {each.email}"
        yield "referee", _("Somebody whom you asked to vouch"), about


def _begun(draft: Draft, said: _In) -> Part:
    typed = [
        (f"page:{page}", _("What you wrote"), "\n".join(_lines(kept.get("values", {}))))
        for page, kept in sorted(draft.answers.items())
    ]
    return _part(
        "form",
        _("A form that is not sent"),
        ("season", _("Awards"), said.text(draft.season.name)),
        ("saved", _("Last saved"), said.day(draft.saved_at)),
        *typed,
        *_beside(draft.evidence.select_related("file")),
    )


def _lines(values: dict[str, Any]) -> Iterator[str]:
    for value in values.values():
        if isinstance(value, list):
            yield from (str(each) for each in value if each)
        elif value:
            yield str(value)


def _around(account: Account, said: _In) -> Iterator[Part]:
    """What others asked of them, and what they were given."""
    for each in Coauthor.objects.filter(email__iexact=account.email):
        when = said.day(each.asked_at)
        yield _part("coauthor", _("You were asked to write a form"), ("asked", _("When"), when))
    for more in Extension.objects.filter(email__iexact=account.email):
        yield _part(
            "extension",
            _("You were given more time"),
            ("until", _("Until"), said.day(more.until)),
            ("reason", _("Reason"), more.reason),
        )
    for asked in Endorsement.objects.filter(email__iexact=account.email):
        yield _part(
            "vouched",
            _("You were asked to vouch"),
            ("name", _("Name"), asked.name),
            ("relation", _("How you know the work"), asked.relation),
            ("text", _("What you said"), asked.text),
        )


def _letters(addresses: Sequence[str], kind: str, said: _In) -> list[Part]:
    """Letters about this that are still kept; most are forgotten within weeks.

    No others: a link that was passed on must show nobody a code to sign in with.
    """
    found = OutboxMessage.objects.filter(to_address__in=addresses, letter__startswith=kind)
    things = [
        ("letter", said.day(each.sent_at or each.queued_at), each.subject_en or each.subject_cy)
        for each in found
    ]
    return [_part("letters", _("Letters to you that are still kept"), *things)] if things else []


def held_about_nominee(nominee: Nominee, language: Language) -> list[Part]:
    """What is held about somebody who was nominated, for whoever holds their link."""
    said = _In(language)
    return [
        _named(nominee, said),
        _nominated(nominee, said),
        *_said(nominee, said),
        *_letters(addresses_of(nominee), "nominations/email/nominee_", said),
    ]


def _named(nominee: Nominee, said: _In) -> Part:
    photo = NomineePhoto.objects.filter(nominee=nominee).select_related("file").first()
    return _part(
        "person",
        _("You"),
        ("name", _("Name given to us"), nominee.name),
        ("own_name", _("Your name, as you write it"), nominee.own_name),
        ("pronunciation", _("How your name is said"), nominee.pronunciation),
        ("email", _("E-mail"), nominee.email),
        ("guardian_email", _("E-mail of a parent or carer"), nominee.guardian_email),
        ("age_band", _("Age"), str(nominee.get_age_band_display())),
        ("received", _("Received"), said.day(nominee.received_at)),
        ("told", _("Whether you were told"), str(nominee.get_state_display())),
        ("evidence", _("How you were told, or why not"), nominee.evidence),
        ("photo", _("Photo"), f"{photo.file.name}\n{photo.description}" if photo else ""),
    )


def _nominated(nominee: Nominee, said: _In) -> Part:
    nomination = nominee.nomination
    entry = nomination.entry
    bodies = entry.bodies.select_related("organisation")
    read = nomination.is_read
    return _part(
        "nomination",
        _("The nomination that names you"),
        ("season", _("Awards"), said.text(nomination.season.name)),
        ("title", _("Title"), entry.title),
        ("categories", _("Category"), "\n".join(said.text(c.name) for c in entry.categories.all())),
        (
            "organisations",
            _("Organisations"),
            "\n".join(said.text(b.organisation.name) for b in bodies),
        ),
        ("summary", _("In short, as the panel reads it"), nomination.panel_summary if read else ""),
        *(_answers(nomination, nomination.panel_answers, said) if read else ()),
    )


def _said(nominee: Nominee, said: _In) -> Iterator[Part]:
    for each in nominee.sayings.all():
        yield _part(
            "said",
            _("What you told us"),
            ("kind", _("What it was"), str(each.get_kind_display())),
            ("text", _("In your words"), each.text),
            ("said_at", _("When"), said.day(each.said_at)),
            ("outcome", _("Answer"), each.outcome),
        )
    for statement in nominee.publicity.all():
        kinds = [str(kind.label) for kind in PublicityKind if kind in kinds_of(statement)]
        yield _part(
            "publicity",
            _("What may be public about you"),
            ("said_at", _("When"), said.day(statement.made_at)),
            ("giver", _("Who agreed"), str(statement.get_giver_display())),
            ("kinds", _("Agreed to"), "\n".join(kinds)),
            ("name", _("Name"), statement.name),
            ("wording", _("Version of the words"), str(statement.wording)),
        )

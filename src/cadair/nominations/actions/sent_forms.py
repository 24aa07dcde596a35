"""What was sent, as the pages of a form: to change it, or to begin another one with it."""

from __future__ import annotations

from typing import Any

from cadair.mail.queries import preference_of
from cadair.nominations.actions.filled_forms import (
    CATEGORIES,
    ENTRY,
    FIT,
    FITS,
    LANGUAGE,
    ORGANISATIONS,
    OWN_WORDS,
    PEOPLE,
    YOU,
)
from cadair.nominations.answers import ROWS, before_sending, page_of_question
from cadair.nominations.models import Entry, EntryOrganisation, Nomination, Nominee
from cadair.seasons.questions import SUMMARY, questions_of


def pages_of_sent(nomination: Nomination) -> dict[str, Any]:
    """Every page as it stood when the form was sent, in the shape in which drafts keep them."""
    pages = {**_about_entry(nomination), **_case(nomination), YOU: _nominator(nomination)}
    return {key: {"version": 1, "values": values} for key, values in pages.items() if values}


def _about_entry(nomination: Nomination) -> dict[str, dict[str, Any]]:
    entry, season = nomination.entry, nomination.season
    keys = season.eligibility_questions.values_list("key", flat=True)
    return {
        LANGUAGE: {"language": nomination.language},
        FITS: dict.fromkeys(keys, FIT),
        CATEGORIES: {"categories": list(entry.categories.values_list("key", flat=True))},
        ENTRY: {
            "title": entry.title,
            "kind": entry.kind,
            "relation": nomination.relation,
            "place": entry.place.cy if nomination.language == "cy" else entry.place.en,
        },
        PEOPLE: _rows(_people(nomination)),
        ORGANISATIONS: _rows(_bodies(entry)),
    }


def _rows(rows: list[dict[str, str]]) -> dict[str, Any]:
    named = [row for row in rows if row["name"]]
    return {ROWS: named} if named else {}


def _people(nomination: Nomination) -> list[dict[str, str]]:
    known = {each.name: each for each in nomination.nominees.filter(is_gone=False)}
    return [_person(each.name, known.get(each.name)) for each in nomination.entry.people.all()]


def _person(name: str, nominee: Nominee | None) -> dict[str, str]:
    if nominee is None:
        return {"name": name}
    address = nominee.email or nominee.guardian_email
    return {"name": name, "email": address, "age_band": nominee.age_band}


def _bodies(entry: Entry) -> list[dict[str, str]]:
    return [_body(each) for each in entry.bodies.select_related("organisation")]


def _body(body: EntryOrganisation) -> dict[str, str]:
    organisation = body.organisation
    return {
        "name": organisation.name_en if not organisation.name_cy else organisation.name_cy,
        "role": body.role,
        "known": organisation.public_id if organisation.is_checked else OWN_WORDS,
    }


def _case(nomination: Nomination) -> dict[str, dict[str, Any]]:
    given = {**nomination.answers, SUMMARY: nomination.summary}
    return {
        page_of_question(asked.key): before_sending(asked, given[asked.key])
        for asked in questions_of(nomination.season)
        if asked.key in given
    }


def _nominator(nomination: Nomination) -> dict[str, str]:
    preference = preference_of(nomination.nominator_email)
    return {
        "name": nomination.nominator_name,
        "email": nomination.nominator_email,
        "organisation": nomination.nominator_organisation,
        "letters": preference.language if preference else nomination.language,
    }

"""Every change to the register of organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.foundation.welsh.written import in_both, written_line
from cadair.people.models import Organisation, OrganisationAlias
from cadair.people.queries import organisation_called
from cadair.people.rules import require_operator


def named_organisation(*, name: str) -> Organisation:
    """The organisation of the register that somebody means, or a new one nobody has checked yet.

    A name is the same in either language, with or without its accents and capitals. Part of the
    actions that take in what people type.

    Raises:
        UnfitText: the name is missing or too long.
    """
    name = written_line(_("Name"), name, is_required=True)
    known = organisation_called(name)
    if known is not None:
        return known
    # The key is made of the name alone: of two who type it at once the second finds the first.
    key = f"{slugify(name, 'en')[:60].strip('-')}-{sha256_of(search_fold(name))[:12]}".strip("-")
    organisation, _is_new = Organisation.objects.get_or_create(
        key=key,
        defaults={
            **columns("name", BilingualText(name, name)),
            "sort_cy": sort_key_cy(name),
            "sort_en": sort_key_en(name),
            "is_checked": False,
        },
    )
    return organisation


def note_other_names(*, organisation: Organisation, names: Iterable[str]) -> None:
    """Note what else a body is called; a name that means a body already stays that body’s.

    Part of the actions that take in a season file.
    """
    for name in names:
        text = written_line(_("Name"), name, is_required=True)
        if organisation_called(text) is None:
            OrganisationAlias.objects.create(
                organisation=organisation, name=text, fold=search_fold(text)[:200]
            )


@transaction.atomic
def register_organisation(*, key: str, name: BilingualText, by: Actor) -> Organisation:
    """Enter a body in the register, or correct its names; the key never changes.

    Raises:
        NotAllowed: `by` is not the operator.
        Refusal: the name is missing in a language or too long.
    """
    require_operator(by)
    name = in_both(_("Name"), name, written_line)
    if not name.is_complete:
        raise Refusal(
            "name-in-one-language",
            _("Give the name in both languages. A body with one name has it twice."),
        )
    organisation, _is_new = Organisation.objects.update_or_create(
        key=key,
        defaults={
            **columns("name", name),
            "sort_cy": sort_key_cy(name.cy),
            "sort_en": sort_key_en(name.en),
        },
    )
    record(
        actor=by,
        action="register_organisation",
        subject=organisation.ref,
        facts={"name_sha256": sha256_of(name.as_dict())},
    )
    return organisation

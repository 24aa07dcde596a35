"""Filling in the form: a draft is begun, saved page by page, kept for an account, sent, dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.refusals import NotComplete, NotNow
from cadair.mail.actions import queue_letter, remember_consent, remember_language
from cadair.mail.queries import consent_of, preference_of
from cadair.nominations.actions.changing import change_nomination
from cadair.nominations.actions.evidence import take_evidence
from cadair.nominations.actions.filled_forms import CATEGORIES, LANGUAGE, FilledForm
from cadair.nominations.actions.forms_sent import Arrival
from cadair.nominations.actions.receipts import bodies_of, send_receipt
from cadair.nominations.actions.submitting import submit_nomination
from cadair.nominations.letters import NominationChanged
from cadair.nominations.limits import require_room_in, require_within_limits
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.rules import require_checking, require_owner, require_taking, require_writer
from cadair.nominations.states import NominationSource, Relation
from cadair.nominations.validators import check_language
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


class ChangedElsewhere(NotNow):
    """The page was saved in another window since this one was opened; both texts are shown."""


@transaction.atomic
def start_draft(
    *,
    season: Season,
    language: str,
    account: Account | None,
    by: Actor,
    is_test: bool = False,
    category: str = "",
    source: NominationSource = NominationSource.WEB,
) -> Draft:
    """Begin a form: of an account, or, before anybody signs in, of whoever knows its identity.

    `category` is the key of one that is chosen already; it can be changed like every answer.
    `source` says how it reached us, where an organiser keys it in for somebody (ACC-10); whether
    the time for it is over is then seen when it is sent, for it depends on whose it is.

    Raises:
        NotAllowed: a rehearsal, or a form on behalf of somebody, and `by` is no organiser.
        NotNow: nominations are closed.
        Refusal: the language is neither Welsh nor English.
    """
    season = locked(season)
    if source == NominationSource.WEB:
        require_taking(season, by, is_test=is_test)
    else:
        require_organiser(by, season)
        require_checking(season)
    now = clock.now()
    draft = Draft.objects.create(
        season=season,
        account=account,
        language=check_language(language),
        started_at=now,
        saved_at=now,
        is_test=is_test,
        source=source,
        answers=_chosen(category),
    )
    record(
        actor=by,
        action="start_draft",
        subject=draft.ref,
        season=season.public_id,
        facts={"language": language, "is_test": is_test, "source": source.value},
    )
    return draft


def _chosen(category: str) -> dict[str, Any]:
    if not category:
        return {}
    return {CATEGORIES: {"version": 1, "values": {"categories": [category]}}}


@transaction.atomic
def save_draft(
    *,
    draft: Draft,
    page: str,
    values: Mapping[str, Any],
    seen: int,
    is_finished: bool,
    by: Actor,
) -> Draft:
    """Save a page of the form, as somebody says that they go on (Continue).

    A form can be saved after closing too, so that nothing typed is lost; it cannot be sent then.

    Args:
        draft: whose page.
        page: the key of the page.
        values: what the page holds.
        seen: the version of the draft that the page was opened with.
        is_finished: whether the writer is done with the page.
        by: who writes.

    Raises:
        ChangedElsewhere: another window has saved the page since.
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in.
        UnfitText: a text is far too long.
    """
    draft = _locked_draft(draft, by)
    _write(draft, page, values, seen, by)
    others = [each for each in draft.finished_pages if each != page]
    draft.finished_pages = [*others, page] if is_finished else others
    draft.save()
    record(
        actor=by,
        action="save_draft",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"page": page, "version": draft.version, "is_finished": is_finished},
    )
    return draft


@transaction.atomic
def autosave_draft(
    *, draft: Draft, page: str, values: Mapping[str, Any], seen: int, by: Actor
) -> Draft:
    """Keep what is being typed, as it is, without a record: `save_draft` says the rest.

    Raises:
        ChangedElsewhere: another window has saved the page since.
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in.
        UnfitText: a text is far too long.
    """
    draft = _locked_draft(draft, by)
    _write(draft, page, values, seen, by)
    draft.save()
    return draft


def _locked_draft(draft: Draft, by: Actor) -> Draft:
    """The draft read afresh and held; the season is not, or all who write would wait in line."""
    draft = _read_afresh(draft)
    require_writer(draft, by)
    if draft.is_sent:
        raise NotNow("sent-already", _("This form was sent in. It cannot be changed any more."))
    return draft


def _read_afresh(draft: Draft) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise NotNow("draft-gone", _("This form was deleted. Begin a new one."))
    return found


def _write(draft: Draft, page: str, values: Mapping[str, Any], seen: int, by: Actor) -> None:
    kept = FilledForm.kept(values)
    has_changed = kept != draft.values_of(page)
    if has_changed and draft.version_of(page) > seen:
        raise ChangedElsewhere(
            "changed-elsewhere",
            _("This page was saved in another window after you opened it here."),
        )
    draft.saved_at = clock.now()
    draft.saved_by_id = by.account_id
    if has_changed:
        draft.version += 1
        draft.answers = {**draft.answers, page: {"version": draft.version, "values": kept}}
    if page == LANGUAGE and kept.get("language") in LANGUAGES:
        draft.language = kept["language"]


@transaction.atomic
def attach_drafts(*, drafts: Sequence[Draft], account: Account, by: Actor) -> list[Draft]:
    """Keep forms that a browser began for the account that signed in there.

    One that has an account already stays where it is.

    Raises:
        NotAllowed: `account` is not that of `by`.
    """
    mine = []
    for draft in drafts:
        found = _read_afresh(draft)
        if found.account_id is None:
            found.account = account
            require_writer(found, by)
            found.save(update_fields=["account"])
            mine.append(found)
    record(actor=by, action="attach_drafts", subject=account.ref, facts={"drafts": len(mine)})
    return mine


@transaction.atomic
def discard_draft(*, draft: Draft, by: Actor) -> Draft:
    """Throw a form away that was not sent; what it held is gone.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotNow: the form was sent in: then the nomination can be withdrawn.
    """
    draft = _locked_draft(draft, by)
    require_owner(draft, by)
    if draft.nomination_id is not None:
        raise NotNow("sent-already", _("This form was sent in. Leave what you sent as it is."))
    gone = Draft.objects.filter(pk=draft.pk)
    gone.delete()
    record(actor=by, action="discard_draft", subject=draft.ref, season=draft.season.public_id)
    return draft


@transaction.atomic
def submit_draft(*, draft: Draft, page: BilingualText, by: Actor) -> Nomination:
    """Send a form in, and say so to the nominator by e-mail; sent twice, it is one nomination.

    `page` is the address of the list of one's own nominations, for the letter.

    Raises:
        NotAllowed: the draft is somebody else's.
        NotComplete: something is missing; all of it is listed.
        NotNow: nominations are closed; the draft stays as it is.
        Refusal: a text is too long for what it is.
    """
    season = locked(draft.season)
    draft = _read_afresh(draft)
    draft.season = season
    require_owner(draft, by)
    if draft.is_sent and draft.nomination is not None:
        return draft.nomination
    form = FilledForm(draft)
    require_taking(
        season,
        by,
        is_test=draft.is_test,
        begun_at=draft.started_at,
        on_behalf_of="" if _is_own(draft) else form.nominator.email,
    )
    missing = form.missing()
    if missing or form.relation is None:
        raise NotComplete(
            "form-not-complete",
            _("The form cannot be sent yet. What is missing:"),
            tuple(each.message for each in missing),
        )
    nomination = _sent_or_changed(form, Relation(form.relation), by)
    _answer(form, nomination, page, by)
    _close(draft, nomination)
    return nomination


def _sent_or_changed(form: FilledForm, relation: Relation, by: Actor) -> Nomination:
    draft, season = form.draft, form.season
    if not draft.is_test:
        _require_within_limits(form, by)
    content: dict[str, Any] = {
        "entry": form.new_entry(bodies_of(form)),
        "nominator": form.nominator,
        "language": draft.language,
        "relation": relation,
        "summary": form.summary,
        "answers": form.answers,
        "by": by,
        "begun_at": draft.started_at,
    }
    if draft.nomination is not None:
        return change_nomination(nomination=draft.nomination, **content)
    arrival = Arrival(NominationSource(draft.source))
    return submit_nomination(season=season, is_test=draft.is_test, arrival=arrival, **content)


def _is_own(draft: Draft) -> bool:
    """Whether whoever writes it nominates; else an organiser keys it in for somebody."""
    return draft.source == NominationSource.WEB


def _require_within_limits(form: FilledForm, by: Actor) -> None:
    """A new form keeps to every limit; one that changes, where it goes into other categories."""
    sent = form.draft.nomination
    if sent is not None:
        there = set(sent.entry.categories.all())
        require_room_in(form.season, [each for each in form.categories if each not in there])
        return
    sender = form.nominator
    require_within_limits(
        form.season,
        by=by,
        organisation=sender.organisation,
        categories=form.categories,
        sent_for=None if _is_own(form.draft) else (sender.email, sender.name),
    )


def _close(draft: Draft, nomination: Nomination) -> None:
    """Only the nomination counts from now on: no second copy of what it says is kept."""
    take_evidence(draft, nomination)
    draft.nomination = nomination
    draft.is_changing = False
    draft.answers = {}
    draft.finished_pages = []
    draft.saved_at = clock.now()
    draft.save()


def _answer(form: FilledForm, nomination: Nomination, page: BilingualText, by: Actor) -> None:
    address, season = nomination.nominator_email, nomination.season
    chosen = form.mail_language
    # A stranger may type any address: what its owner once chose is theirs to change (WEL-07).
    is_theirs = Account.objects.filter(pk=by.account_id or 0, email__iexact=address).exists()
    if chosen is not None and (is_theirs or preference_of(address) is None):
        remember_language(address=address, language=chosen, by=by)
    if is_theirs:
        _remember_news(form.draft, address, by)
    once = f"nomination-received:{nomination.public_id}"
    how_often = nomination.versions.count()
    if how_often:
        changed = NominationChanged.about(nomination, page=page)
        queue_letter(
            letter=changed, to=address, once=f"{once}:{how_often}", season=season.public_id
        )
        return
    send_receipt(nomination, page=page)


def _remember_news(draft: Draft, address: str, by: Actor) -> None:
    """Whether they want to hear of the next awards; a box left empty takes no earlier yes back."""
    wanted = draft.values_of("you").get("news") == "yes"
    if wanted or consent_of(address) is None:
        remember_consent(address=address, is_given=wanted, by=by)

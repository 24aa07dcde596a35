"""The outbox: once, in the language that was chosen, only when the action was carried out."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.mail.actions import queue_letter, queue_to_many, remember_language
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import languages_for, preference_of
from cadair.mail.states import Delivery, MailLanguage
from tests.cadair.mail.letters import Received, Secret

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]

SIAN = "sian@example.org"


def _languages(message: OutboxMessage) -> set[str]:
    parts = {
        "cy": (message.subject_cy, message.body_cy),
        "en": (message.subject_en, message.body_en),
    }
    assert all(bool(subject) == bool(body) for subject, body in parts.values())
    return {language for language, (_subject, body) in parts.items() if body}


def test_somebody_who_was_never_asked_gets_both_languages() -> None:
    message = queue_letter(letter=Received(), to=SIAN, once="a:1")
    assert message.subject_cy == "Derbyniwyd eich enwebiad"
    assert message.subject_en == "We have your nomination"
    assert message.body_cy
    assert message.body_en
    assert message.state == Delivery.WAITING


def test_both_languages_leave_in_one_message_at_one_moment() -> None:
    queue_letter(letter=Received(), to=SIAN, once="a:1")
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("choice", "languages"),
    [
        (MailLanguage.WELSH, {"cy"}),
        (MailLanguage.ENGLISH, {"en"}),
        (MailLanguage.BOTH, {"cy", "en"}),
    ],
)
def test_the_choice_decides_the_language_of_every_later_message(
    choice: MailLanguage, languages: set[str]
) -> None:
    remember_language(address="Sian@Example.org", language=choice, by=Actor.operator())
    message = queue_letter(letter=Received(), to=SIAN, once="a:1")
    assert _languages(message) == languages


def test_a_choice_is_kept_with_its_date_and_who_wrote_it_down_and_may_change() -> None:
    by = Actor.account(public_id="0f" * 16, account_id=1)
    remember_language(address=SIAN, language=MailLanguage.WELSH, by=Actor.operator())
    later = clock.now() + timedelta(days=1)
    with clock.at(later):
        remember_language(address=SIAN, language=MailLanguage.ENGLISH, by=by)
    kept = preference_of(SIAN)
    assert kept is not None
    assert (kept.language, kept.set_at, kept.set_by_ref) == ("en", later, by.ref)
    assert languages_for(SIAN) == ("en",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.sampled_from([None, *MailLanguage]), min_size=1, max_size=6))
def test_no_message_is_ever_in_a_language_that_was_not_chosen(
    choices: list[MailLanguage | None],
) -> None:
    with transaction.atomic():
        for number, choice in enumerate(choices):
            address = f"reader{number}@example.org"
            if choice is not None:
                remember_language(address=address, language=choice, by=Actor.operator())
            message = queue_letter(letter=Received(), to=address, once=f"bulk:{number}")
            wanted = {"cy", "en"} if choice in {None, "both"} else {choice}
            assert _languages(message) == {str(language) for language in wanted}
        transaction.set_rollback(True)


def test_the_same_occasion_is_queued_once() -> None:
    first = queue_letter(letter=Received(), to=SIAN, once="received:1")
    second = queue_letter(letter=Received(title="Other"), to=SIAN, once="received:1")
    assert first == second
    assert "Other" not in second.body_en
    assert OutboxMessage.objects.count() == 1


def test_a_letter_to_many_goes_to_each_once_in_their_own_language() -> None:
    by = Actor.operator()
    remember_language(address=SIAN, language=MailLanguage.WELSH, by=by)
    remember_language(address="ann@example.org", language=MailLanguage.ENGLISH, by=by)
    everybody = [SIAN, " Siân@example.org".replace("â", "a").upper(), "ann@example.org"]
    everybody += [f"n{number}@example.org" for number in range(1200)]
    assert queue_to_many(letter=Received(), to=everybody, occasion="change:1") == 1202
    languages = {m.to_address: _languages(m) for m in OutboxMessage.objects.all()}
    assert languages.pop(SIAN) == {"cy"}
    assert languages.pop("ann@example.org") == {"en"}
    assert len(languages) == 1200
    assert all(both == {"cy", "en"} for both in languages.values())


def test_a_letter_to_many_of_whom_one_has_no_address_goes_to_nobody() -> None:
    with pytest.raises(Refusal):
        queue_to_many(letter=Received(), to=[SIAN, "a@b, c@d"], occasion="change:1")
    assert not OutboxMessage.objects.exists()


def test_an_action_that_fails_sends_nothing() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        queue_letter(letter=Received(), to=SIAN, once="a:1")
        _ = 1 // 0
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("to", ["a@example.org\nBcc: b@example.org", "a@x.org, b@x.org", "nobody"])
def test_nothing_is_queued_for_what_is_no_address(to: str) -> None:
    with pytest.raises(Refusal):
        queue_letter(letter=Received(), to=to, once="a:1")
    assert not OutboxMessage.objects.exists()


def test_the_letter_says_how_long_its_words_are_kept() -> None:
    secret = queue_letter(letter=Secret(), to=SIAN, once="a:1")
    plain = queue_letter(letter=Received(), to=SIAN, once="a:2")
    assert secret.forget_at - secret.queued_at == timedelta(minutes=10)
    assert plain.forget_at - plain.queued_at == timedelta(days=90)


def test_a_message_names_nobody_in_logs() -> None:
    message = queue_letter(letter=Received(), to=SIAN, once="a:1")
    assert SIAN not in f"{message} {message!r}"

"""Translations on the desk: the list, an order and its file, both languages side by side."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations import worddoc, xliff
from cadair.nominations.exchange import Row, Sheet, Unit
from cadair.nominations.models import Nomination, Translation, TranslationBatch
from cadair.nominations.states import BatchState, TranslationOrigin, TranslationState
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import LANTERN, Cast, a_season, an_account

pytestmark = pytest.mark.django_db

SECRET = "Eirian Example"
"""Who sent it: no translator reads this."""

WORDS = {
    "summary": "Gwen helped the people of the valley.",
    "prevention": "Less crime.",
    "impact": "Large.",
}


def there() -> tuple[Cast, Nomination]:
    cast = a_season(SeasonState.CHECKING)
    found = Nomination.objects.get(entry=cast.entries[LANTERN])
    found.language, found.is_read = "cy", True
    found.panel_summary = "Helpodd Gwen bobl y cwm."
    found.panel_answers = {"prevention": "Llai o droseddu.", "impact": "Mawr."}
    found.save()
    return cast, found


def tegid(cast: Cast) -> Client:
    cast.accounts["tegid"] = an_account("tegid")
    Role.objects.create(
        season=cast.season, account=cast.accounts["tegid"], role=SeasonRole.TRANSLATOR
    )
    return signed_in(cast.accounts["tegid"])


def desk(cast: Cast, rest: str = "", language: str = "en") -> str:
    words = ("desg", "cyfieithiadau") if language == "cy" else ("desk", "translations")
    return f"/{language}/{words[0]}/{cast.season.key}/{words[1]}/{rest}"


def text(cast: Cast, nomination: Nomination) -> str:
    return desk(cast, f"text/cy/{nomination.public_id}/")


def shown(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    return page.split('name="shown" value="')[1].split('"')[0]


def typed(browser: Client, address: str, **more: str) -> dict[str, str]:
    return {
        "shown": shown(browser, address),
        **{f"text-{name}": words for name, words in WORDS.items()},
        **more,
    }


def test_the_list_in_both_languages_says_what_is_missing() -> None:
    cast, nomination = there()
    browser = signed_in(cast.accounts["olwen"])
    page = browser.get(desk(cast)).content.decode()
    assert nomination.reference in page
    assert "Judges who do not read Welsh" in page
    welsh = browser.get(desk(cast, language="cy"))
    assert welsh.status_code == 200
    assert "Geiriau i’w cyfieithu" in welsh.content.decode()


def test_a_translator_sees_texts_and_never_who_sent_them() -> None:
    cast, nomination = there()
    browser = tegid(cast)
    for address in (desk(cast), text(cast, nomination)):
        page = browser.get(address).content.decode()
        assert nomination.reference in page
        assert SECRET not in page
        assert "eirian@example.org" not in page
    assert "Give to a translator" not in browser.get(desk(cast)).content.decode()


def test_written_saved_approved_side_by_side() -> None:
    cast, nomination = there()
    address, browser = text(cast, nomination), tegid(cast)
    answer = browser.post(address, typed(browser, address, save="1"))
    assert answer.status_code == 302
    assert Translation.objects.filter(state=TranslationState.DRAFT).count() == 3
    olwen = signed_in(cast.accounts["olwen"])
    answer = olwen.post(address, typed(olwen, address, approve="1"))
    assert answer.status_code == 302
    assert Translation.objects.filter(state=TranslationState.APPROVED).count() == 3


def test_who_asked_a_machine_is_told_that_somebody_else_approves() -> None:
    cast, nomination = there()
    address, browser = text(cast, nomination), tegid(cast)
    answer = browser.post(address, typed(browser, address, approve="1", machine="1"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Somebody else has to approve" in page
    assert WORDS["summary"] in page
    assert not Translation.objects.exists()
    browser.post(address, typed(browser, address, save="1", machine="1"))
    assert {each.origin for each in Translation.objects.all()} == {TranslationOrigin.MACHINE}
    assert "made by a machine" in browser.get(address).content.decode()


def test_two_windows_do_not_overwrite_each_other() -> None:
    cast, nomination = there()
    address, browser = text(cast, nomination), tegid(cast)
    old = typed(browser, address, save="1")
    browser.post(address, old)
    answer = browser.post(address, {**old, "text-impact": "Very large."})
    assert answer.status_code == 409
    assert "Very large." in answer.content.decode()
    assert Translation.objects.get(field="impact").text == "Large."


@pytest.mark.parametrize("bad", ["\0\0", "\u202eLarge", "🐑" * 9, "x" * 60_000])
def test_strange_input_is_cleaned_or_refused_and_nothing_is_lost(bad: str) -> None:
    cast, nomination = there()
    address, browser = text(cast, nomination), tegid(cast)
    sent = {**typed(browser, address, save="1"), "text-impact": bad}
    answer = browser.post(address, sent)
    assert answer.status_code == (422 if len(bad) > 50_000 else 302)
    if answer.status_code == 422:
        assert WORDS["summary"] in answer.content.decode()


def order(cast: Cast, nomination: Nomination, browser: Client, email: str = "") -> TranslationBatch:
    chosen = {"from": "cy", "who": nomination.public_id}
    preview = browser.post(desk(cast, "order/"), chosen)
    assert "9 words" in preview.content.decode()
    assert not TranslationBatch.objects.exists()
    due = (clock.now() + timedelta(days=9)).date().isoformat()
    more = {"confirm": "1", "translator_name": "Cwmni", "translator_email": email, "due_on": due}
    assert browser.post(desk(cast, "order/"), {**chosen, **more}).status_code == 302
    return TranslationBatch.objects.get()


def filled(data: bytes, kind: object) -> BytesIO:
    """The file as a translator returns it."""
    rows: list[Row] = kind.read(data)  # type: ignore[attr-defined]
    texts = [each for each in rows if "-" in each.number]
    units = [
        Unit(each.number, "N", "L", each.source, words)
        for each, words in zip(texts, WORDS.values(), strict=True)
    ]
    sheet = Sheet(texts[0].number[:8], "", "", "cy", "en", ("a", "b", "c"), units)
    file = BytesIO(kind.written(sheet))  # type: ignore[attr-defined]
    file.name = "returned"
    return file


@pytest.mark.parametrize(("name", "kind"), [("word", worddoc), ("xliff", xliff)])
def test_an_order_is_taken_as_a_file_and_comes_back(name: str, kind: object) -> None:
    cast, nomination = there()
    browser = signed_in(cast.accounts["olwen"])
    batch = order(cast, nomination, browser)
    address = desk(cast, f"orders/{batch.public_id}/")
    answer = browser.get(f"{address}file/{name}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert SECRET.encode() not in answer.content
    checked = browser.post(address, {"check": "1", "file": filled(answer.content, kind)})
    assert "can be taken in" in checked.content.decode()
    assert not Translation.objects.exists()
    assert browser.post(address, {"file": filled(answer.content, kind)}).status_code == 302
    assert {each.field: each.text for each in Translation.objects.all()} == WORDS
    batch.refresh_from_db()
    assert batch.state == BatchState.RETURNED


def test_a_wrong_file_is_refused_with_a_sentence() -> None:
    cast, nomination = there()
    browser = signed_in(cast.accounts["olwen"])
    batch = order(cast, nomination, browser)
    for data in (b"Not a file at all", b"PK\x03\x04 neither", b""):
        file = BytesIO(data)
        file.name = "x.docx"
        answer = browser.post(desk(cast, f"orders/{batch.public_id}/"), {"file": file})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "cannot be read" in page or "Choose a file" in page


def test_a_translator_outside_takes_and_returns_by_their_link() -> None:
    cast, nomination = there()
    batch = order(cast, nomination, signed_in(cast.accounts["olwen"]), "cwmni@example.org")
    letter = OutboxMessage.objects.get(letter="nominations/email/translation_ordered")
    token = letter.body_en.split("/respond/translation/")[1].split("/")[0].split()[0]
    address, browser = f"/en/respond/translation/{token}/", Client()
    page = browser.get(address)
    assert page.status_code == 200
    assert SECRET not in page.content.decode()
    assert browser.get(f"/cy/ateb/cyfieithu/{token}/").status_code == 200
    data = browser.get(f"{address}xliff/").content
    broken = data.replace(b"Llai", b"Mwy")
    answer = browser.post(address, {"check": "1", "file": filled(broken, xliff)})
    assert "original has changed" in answer.content.decode()
    done = browser.post(address, {"file": filled(data, xliff)})
    assert "Everything is back" in done.content.decode()
    assert browser.get(address).status_code == 404
    batch.refresh_from_db()
    assert batch.state == BatchState.RETURNED
    assert {each.author for each in Translation.objects.all()} == {"Cwmni"}


def test_the_rule_is_set_on_the_page() -> None:
    cast, _nomination = there()
    browser = signed_in(cast.accounts["olwen"])
    silent = browser.post(desk(cast, "rule/"), {"required": "no", "reason": ""})
    assert silent.status_code == 422
    reason = {"required": "no", "reason": "Cerys explains it."}
    assert browser.post(desk(cast, "rule/"), reason).status_code == 302
    cast.season.refresh_from_db()
    assert not cast.season.translation_rules.is_required
    page = browser.get(desk(cast)).content.decode()
    assert "The reason that was given: <q>Cerys explains it.</q>" in page
    browser.post(desk(cast, "rule/"), {"required": "yes"})
    cast.season.translation_rules.refresh_from_db()
    assert cast.season.translation_rules.is_required

"""Error pages say what happened and what to do, in the reader's language, and nothing else."""

from __future__ import annotations

import lxml.html
import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from cadair.web.shared import errors
from tests.cadair.web import sample
from tests.cadair.web.reading import all_words, get, words

TITLES = {
    400: ("Ni allem ddeall hynny", "We could not read that request"),
    403: ("Ni allwch agor y dudalen hon", "You cannot open this page"),
    404: ("Nid oes tudalen yma", "There is no page here"),
    413: ("Roedd hynny’n ormod ar unwaith", "That was too much at once"),
    429: ("Gormod o gynigion mewn amser byr", "Too many requests in a short time"),
    500: ("Aeth rhywbeth o’i le ar ein hochr ni", "Something went wrong on our side"),
}


@pytest.mark.parametrize("status", TITLES)
def test_an_error_is_said_in_the_language_of_the_address(status: int, rf: RequestFactory) -> None:
    for language, title in zip(("cy", "en"), TITLES[status], strict=True):
        response = errors.error_page(rf.get(f"/{language}/x/"), status)
        page = lxml.html.document_fromstring(response.content.decode())
        assert response.status_code == status
        assert page.get("lang") == language
        assert all_words(page, "h1") == [title]
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", TITLES)
def test_an_address_in_neither_language_gets_both_on_one_page(
    status: int, rf: RequestFactory
) -> None:
    response = errors.error_page(rf.get("/x/"), status)
    page = lxml.html.document_fromstring(response.content.decode())
    welsh, english = TITLES[status]
    assert all_words(page, "h1") == [welsh]
    assert all_words(page, "[lang=en] h2") == [english]


def test_each_refusal_gets_its_own_page(rf: RequestFactory) -> None:
    request = rf.get("/en/")
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.forbidden(request, PermissionError()).status_code == 403
    assert errors.form_expired(request, "no cookie").status_code == 403
    assert errors.not_found(request, None).status_code == 404
    assert errors.too_many(request, None).status_code == 429
    assert errors.failed(request).status_code == 500


@pytest.mark.django_db
def test_what_is_not_released_looks_like_what_never_was(client: Client) -> None:
    sample.publish(sample.announced())
    answers = {
        path: client.get(path)
        for path in (
            "/en/valley-awards/2026/",  # never public
            "/en/valley-awards/2027/streets/operation-lantern/",  # an award not yet released
            "/en/valley-awards/2027/results.json",
            "/en/no-such-awards/2027/",
            "/en/news/no-such-item/",
            "/en/nothing/at/all/",
        )
    }
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({answer.content for answer in answers.values()}) == 1
    assert {answer["Cache-Control"] for answer in answers.values()} == {"no-store"}


@pytest.mark.django_db
def test_the_page_of_an_unknown_address_leads_on(client: Client) -> None:
    page = get(client, "/cy/dim-byd/", 404)
    assert "Gwiriwch y cyfeiriad" in words(page)
    assert page.cssselect("main a.button")[0].get("href") == "/cy/"

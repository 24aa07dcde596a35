"""Headers on every answer, limits before every view (SEC-08 … SEC-10, SEC-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from cadair.config import urls as root
from cadair.config.logs import IdsNotNames
from cadair.foundation import clock
from cadair.people.models import SESSION_SEEN, Account, SignedInSession
from cadair.web.shared.guards import SECOND_FACTOR

pytestmark = pytest.mark.django_db

NOT_INLINE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}


def _fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the inside of Cadair")


def _takes(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"took {len(request.POST)}")


urlpatterns = [
    path("en/fails/", _fails),
    path("cy/fails/", _fails),
    path("en/takes/", _takes),
    *root.urlpatterns,
]
handler400, handler403 = root.handler400, root.handler403
handler404, handler500 = root.handler404, root.handler500


@pytest.fixture(autouse=True)
def _with_views_that_fail() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def visitor() -> Client:
    """Somebody to whom errors are shown as pages."""
    return Client(raise_request_exception=False)


ANSWERS = [
    ("/", 200),
    ("/en/", 200),
    ("/cy/newyddion/", 200),
    ("/robots.txt", 200),
    ("/en/sign-in/", 200),
    ("/en/account/", 302),
    ("/en/nowhere/", 404),
    ("/nowhere", 404),
    ("/en/fails/", 500),
    ("/cy/fails/", 500),
    ("/static/cadair/cadair.css", 200),
    ("/static/nowhere.css", 404),
]


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_has_the_headers(visitor: Client, address: str, status: int) -> None:
    answer = visitor.get(address)
    answer.close()
    assert answer.status_code == status
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cache-Control"]
    policy = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'", "no nonce unless a page asks for one"
    assert policy["style-src"] == "'self'"
    for name in ("frame-ancestors", "base-uri", "object-src"):
        assert policy[name] == "'none'"
    assert not NOT_INLINE & {word for value in policy.values() for word in value.split()}


def test_a_strange_host_is_refused_with_the_headers(visitor: Client) -> None:
    answer = visitor.get("/en/", headers={"host": "evil.example.org"})
    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"evil" not in answer.content


def test_an_error_of_ours_has_a_reference_that_the_log_repeats(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = visitor.get("/en/fails/").content.decode()
    (reference,) = re.findall(r"Reference: <strong>([0-9a-f]{8})</strong>", page)
    (logged,) = [r for r in caplog.records if "Internal Server Error" in r.getMessage()]
    assert f"reference={reference}" in IdsNotNames().format(logged).splitlines()[0]
    assert reference not in visitor.get("/en/fails/").content.decode()


@pytest.mark.parametrize(("language", "sorry"), [("cy", 'lang="cy"'), ("en", 'lang="en"')])
def test_an_error_of_ours_shows_a_page_in_the_language_and_nothing_of_the_inside(
    visitor: Client, language: str, sorry: str
) -> None:
    answer = visitor.get(f"/{language}/fails/")
    assert sorry in answer.content.decode()
    assert b"inside of Cadair" not in answer.content
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize("address", ["/", "/en/", "/cy/", "/robots.txt", "/en/nowhere/"])
def test_public_answers_depend_on_no_cookie(visitor: Client, address: str) -> None:
    visitor.cookies["session"] = "x" * 32
    answer = visitor.get(address)
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert b"csrf" not in answer.content


@pytest.mark.parametrize(
    ("site", "status"),
    [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200), ("", 200)],
)
def test_a_form_that_another_site_sends_is_refused(visitor: Client, site: str, status: int) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    assert visitor.post("/en/takes/", {"a": "1"}, headers=headers).status_code == status
    assert visitor.get("/en/takes/", headers=headers).status_code == 200


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/en/sign-in/", {"email": "sian@example.org"})
    assert answer.status_code == 403
    assert b'lang="en"' in answer.content


def test_what_is_too_big_is_refused_before_it_is_read(visitor: Client) -> None:
    answer = visitor.post("/en/takes/", {"a": "x" * 1_000_001})
    assert answer.status_code == 413
    assert visitor.post("/en/takes/", {"a": "x" * 900_000}).content == b"took 1"


def test_too_many_fields_are_refused(visitor: Client) -> None:
    answer = visitor.post("/en/takes/", {f"a{n}": "1" for n in range(501)})
    assert answer.status_code == 400


@pytest.mark.parametrize("length", ["-1", "many", "1e3"])
def test_a_length_that_is_none_is_refused(visitor: Client, length: str) -> None:
    answer = visitor.get("/en/", CONTENT_LENGTH=length)
    assert answer.status_code == 400


@pytest.fixture
def sian() -> Account:
    """Somebody with an account."""
    return Account.objects.create(email="sian@example.org", name="Siân")


def _show_second_step(client: Client) -> None:
    session = client.session
    session[SECOND_FACTOR] = int(clock.now().timestamp())
    session.save()


def test_half_an_hour_away_and_one_is_signed_out(client: Client, sian: Account) -> None:
    start = clock.now()
    with clock.at(start):
        client.force_login(sian)
        _show_second_step(client)
        assert client.get("/en/account/").status_code == 200
    with clock.at(start + timedelta(minutes=29)):
        assert client.get("/en/account/").status_code == 200
    with clock.at(start + timedelta(minutes=58)):
        assert client.get("/en/account/").status_code == 200
    with clock.at(start + timedelta(minutes=89)):
        assert client.get("/en/account/").status_code == 302
    assert not SignedInSession.objects.filter(account=sian).exists()


def test_twelve_hours_are_the_end_however_busy_one_is(client: Client, sian: Account) -> None:
    start = clock.now()
    with clock.at(start):
        client.force_login(sian)
        client.get("/en/account/")
    for quarter in range(1, 48):
        with clock.at(start + timedelta(minutes=15 * quarter)):
            assert client.get("/en/account/").status_code == 200
    with clock.at(start + timedelta(hours=12, minutes=1)):
        assert client.get("/en/account/").status_code == 302


def test_reading_public_pages_while_signed_in_touches_no_session(
    client: Client, sian: Account
) -> None:
    client.force_login(sian)
    client.get("/en/account/")
    before = client.session[SESSION_SEEN]
    with clock.at(clock.now() + timedelta(minutes=10)):
        answer = client.get("/en/")
    assert not answer.cookies
    assert client.session[SESSION_SEEN] == before


def test_whoever_asks_for_what_is_not_theirs_is_written_down_by_ids(
    client: Client, sian: Account, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(sian)
    with caplog.at_level("WARNING", "cadair.security"):
        client.get("/en/desk/no-such-season/today/")
        client.get("/en/account/")
        Client().get("/en/desk/no-such-season/today/")
    (line,) = [r.getMessage() for r in caplog.records if r.name == "cadair.security"]
    assert line == f"denied {sian.ref} GET staff_today status=404"

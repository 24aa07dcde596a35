"""What an operator may decide; what is refused says what to do (SEC-21)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cadair.config.environment import Environment, read
from cadair.config.hosts import is_loopback

SECRET = "kd83-Jf02_lqPz7vXw1mN5rTy9uGb4hCe6aSo8iDkV3nB0xQ"[:50] + "zZ9"
REAL = {
    "CADAIR_HOSTS": "gwobrau.example.org, awards.example.org",
    "CADAIR_SECRET_KEY": SECRET,
    "CADAIR_MAIL_URL": "smtp://user:p%40ss@mail.example.org",
    "CADAIR_MAIL_FROM": "gwobrau@example.org",
}


@pytest.fixture
def var(tmp_path: Path) -> str:
    """A folder for what is kept."""
    return str(tmp_path / "var")


def _real(**changes: str) -> Environment:
    return read({**REAL, **{f"CADAIR_{name}": value for name, value in changes.items()}})


def test_with_nothing_set_it_is_a_demo_for_this_machine_alone(var: str) -> None:
    found = read({"CADAIR_VAR": var})
    assert found.is_demo
    assert not found.is_https
    assert all(is_loopback(host) for host in found.hosts)
    assert found.bind == "127.0.0.1"
    assert found.mail["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert Path(found.mail["EMAIL_FILE_PATH"]).is_relative_to(var)


def test_the_demo_makes_its_own_key_once_and_only_its_owner_may_read_it(var: str) -> None:
    first = read({"CADAIR_VAR": var}).secret_key
    file = Path(var) / "secret-key"
    assert len(first) >= 50
    assert file.stat().st_mode & 0o077 == 0
    assert read({"CADAIR_VAR": var}).secret_key == first


def test_two_demos_have_two_keys(tmp_path: Path) -> None:
    keys = {read({"CADAIR_VAR": str(tmp_path / name)}).secret_key for name in ("a", "b")}
    assert len(keys) == 2


def test_a_real_service() -> None:
    found = read(REAL)
    assert not found.is_demo
    assert found.is_https
    assert found.hosts == ("gwobrau.example.org", "awards.example.org")
    assert found.mail["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert (found.mail["EMAIL_PORT"], found.mail["EMAIL_USE_TLS"]) == (587, True)


@pytest.mark.parametrize(
    ("more", "root"),
    [
        ({}, "https://gwobrau.example.org"),
        ({"CADAIR_HTTPS": "0"}, "http://gwobrau.example.org"),
        ({"CADAIR_ROOT": "https://awards.example.org/"}, "https://awards.example.org"),
    ],
)
def test_letters_of_a_real_service_always_lead_somewhere(more: dict[str, str], root: str) -> None:
    assert read({**REAL, **more}).letter_root == root


@pytest.mark.parametrize("name", ["HOSTS", "SECRET_KEY", "DATABASE_URL"])
def test_who_begins_to_configure_never_gets_a_demo_by_accident(name: str) -> None:
    values = {"HOSTS": "a.example.org", "SECRET_KEY": SECRET, "DATABASE_URL": "sqlite:////tmp/x"}
    with pytest.raises(ImproperlyConfigured):
        read({f"CADAIR_{name}": values[name]})


@pytest.mark.parametrize("name", sorted(REAL))
def test_a_real_service_does_not_start_without(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read({other: value for other, value in REAL.items() if other != name})


@pytest.mark.parametrize(
    "key", ["", "guessable", "x" * 60, "ab" * 30, "changeme-changeme", SECRET[:49]]
)
def test_a_key_that_can_be_guessed_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CADAIR_SECRET_KEY") as refused:
        _real(SECRET_KEY=key)
    assert not key or key not in str(refused.value)


def test_the_key_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(SECRET + "\n")
    found = read({**REAL, "CADAIR_SECRET_KEY": "", "CADAIR_SECRET_KEY_FILE": str(file)})
    assert found.secret_key == SECRET


@pytest.mark.parametrize("hosts", ["*", "a.example.org,*", ".example.org", "*.example.org", " , "])
def test_a_pattern_is_no_host(hosts: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CADAIR_HOSTS"):
        _real(HOSTS=hosts)


@pytest.mark.parametrize(
    "host", ["awards.example.org", "10.0.0.1", "192.168.1.5", "localhost.example.org"]
)
def test_the_demo_answers_to_this_machine_only(var: str, host: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="demo"):
        read({"CADAIR_VAR": var, "CADAIR_DEMO": "1", "CADAIR_HOSTS": f"localhost,{host}"})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.5.5.5", "[::1]", "demo.localhost"])
def test_this_machine_has_several_names(var: str, host: str) -> None:
    assert read({"CADAIR_VAR": var, "CADAIR_DEMO": "1", "CADAIR_HOSTS": host}).is_demo


def test_the_first_database_is_a_file(var: str) -> None:
    found = read({"CADAIR_VAR": var})
    assert found.database["NAME"] == Path(var) / "cadair.sqlite3"
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found.database["OPTIONS"]["init_command"]
    assert found.public_database["ENGINE"] == "cadair.config.released_only"


PG = "postgresql://cadair:s%2Fcret@db.example.org:5433/awards?sslmode=require"
PUBLIC_PG = "postgresql://cadair_public:other@db.example.org:5433/awards"


def test_postgresql_has_a_second_user_for_the_public() -> None:
    found = _real(DATABASE_URL=PG, PUBLIC_DATABASE_URL=PUBLIC_PG)
    assert found.database["PASSWORD"] == "s/cret"
    assert found.database["OPTIONS"] == {"sslmode": "require"}
    assert found.public_database["USER"] == "cadair_public"


@pytest.mark.parametrize(
    "public",
    [
        "",
        PG,
        "postgresql://cadair:other@db.example.org:5433/awards",
        "postgresql://cadair_public:other@db.example.org:5433/elsewhere",
        "sqlite:////tmp/x",
    ],
)
def test_the_public_user_is_another_one_on_the_same_database(public: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CADAIR_PUBLIC_DATABASE_URL"):
        _real(DATABASE_URL=PG, PUBLIC_DATABASE_URL=public)


@pytest.mark.parametrize("url", ["mysql://a/b", "cadair.sqlite3", "http://example.org"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CADAIR_DATABASE_URL"):
        _real(DATABASE_URL=url)


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtp+plain://localhost", 25, False, False),
        ("smtp://mail.example.org:2525", 2525, True, False),
    ],
)
def test_mail_leaves_encrypted(url: str, *, port: int, starttls: bool, tls: bool) -> None:
    mail = _real(MAIL_URL=url).mail
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (
        port,
        starttls,
        tls,
    )


@pytest.mark.parametrize("url", ["smtp+plain://mail.example.org", "http://x", "smtp://", "x"])
def test_mail_that_would_leave_unencrypted_or_nowhere_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CADAIR_MAIL_URL"):
        _real(MAIL_URL=url)


def test_names_are_given_in_both_languages() -> None:
    with pytest.raises(ImproperlyConfigured, match="both languages"):
        _real(SERVICE_CY="Gwobrau’r Cwm")
    found = _real(SERVICE_CY="Gwobrau’r Cwm", SERVICE_EN="Valley Awards")
    assert found.names["service"] == {"cy": "Gwobrau’r Cwm", "en": "Valley Awards"}


def test_a_slip_in_a_name_is_noticed() -> None:
    with pytest.raises(ImproperlyConfigured, match="Did you mean CADAIR_HOSTS"):
        read({**REAL, "CADAIR_HOST": "a.example.org"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMO", "perhaps"),
        ("HTTPS", "2"),
        ("WEB_WORKERS", "0"),
        ("WEB_WORKERS", "many"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"CADAIR_{name}"):
        _real(**{name: value})


OIDC = {
    "CADAIR_OIDC_ISSUER": "https://login.example.org/tenant",
    "CADAIR_OIDC_CLIENT_ID": "cadair",
    "CADAIR_OIDC_CLIENT_SECRET": "s3cret",
    "CADAIR_OIDC_DOMAINS": "Example.org, cwm.example",
    "CADAIR_OIDC_NAME_CY": "Mewngofnodi gyda’r Cwm",
    "CADAIR_OIDC_NAME_EN": "Sign in with the Valley",
}


def test_without_its_settings_no_organisation_signs_anybody_in(tmp_path: Path) -> None:
    assert read({"CADAIR_VAR": str(tmp_path)}).organisation_sign_in is None


def test_an_organisation_signs_in_the_people_of_its_own_domains(tmp_path: Path) -> None:
    found = read({"CADAIR_VAR": str(tmp_path), **OIDC}).organisation_sign_in
    assert found is not None
    assert found.domains == {"example.org", "cwm.example"}


@pytest.mark.parametrize("name", sorted(OIDC))
def test_a_part_of_its_settings_is_not_enough(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read({"CADAIR_VAR": str(tmp_path), **OIDC, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CADAIR_OIDC_ISSUER", "http://login.example.org"),
        ("CADAIR_OIDC_ISSUER", "login.example.org"),
        ("CADAIR_OIDC_DOMAINS", "*"),
        ("CADAIR_OIDC_DOMAINS", "a@example.org"),
    ],
)
def test_what_would_let_others_in_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read({"CADAIR_VAR": str(tmp_path), **OIDC, name: value})

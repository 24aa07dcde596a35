"""What is kept of a file, and what is not taken: the corpus of SEC-13 and the EXIF of PRI-06."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from cadair.files.cleaning import cleaned, cleaned_apart
from cadair.files.documents import MOST_PAGES
from cadair.files.pictures import LONGEST_SIDE, Refused
from cadair.files.states import FileKind, WhyRefused
from cadair.files.validators import kind_of, written_name
from cadair.foundation.refusals import Refusal
from tests.cadair.files import samples

PICTURES = {"JPEG": FileKind.JPEG, "PNG": FileKind.PNG, "WEBP": FileKind.WEBP}


@pytest.mark.parametrize("name", PICTURES)
def test_of_a_photograph_only_the_pixels_are_kept(name: str) -> None:
    before = samples.a_photograph(name)
    assert samples.SECRET_PLACE.encode() in before
    after = cleaned(before, PICTURES[name])
    assert samples.SECRET_PLACE.encode() not in after
    with Image.open(BytesIO(after)) as picture:
        assert picture.format == name
        assert not picture.getexif()
        assert picture.size == (40, 60), "turned as the camera said"
        red, green, blue = picture.convert("RGB").getpixel((20, 30))  # type: ignore[misc]
        assert red > 200
        assert max(green, blue) < 60


@pytest.mark.parametrize("name", PICTURES)
def test_what_hides_behind_or_in_a_picture_is_gone(name: str) -> None:
    script = b"<script>alert('EVIL')</script>"
    target = BytesIO()
    with Image.open(BytesIO(samples.a_picture(name))) as picture:
        more = {"comment": script} if name == "JPEG" else {}
        picture.save(target, name, **more)
    after = cleaned(target.getvalue() + script, PICTURES[name])
    assert b"EVIL" not in after


def test_a_picture_of_2500_million_pixels_is_refused_by_what_it_says() -> None:
    with pytest.raises(Refused) as refused:
        cleaned(samples.a_huge_png(), FileKind.PNG)
    assert refused.value.why == WhyRefused.TOO_MANY_PIXELS


def test_a_big_picture_is_made_smaller() -> None:
    after = cleaned(samples.a_picture("PNG", (LONGEST_SIDE + 500, 20)), FileKind.PNG)
    with Image.open(BytesIO(after)) as picture:
        assert picture.width == LONGEST_SIDE


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("end", [1, 10, 40])
def test_half_a_file_cannot_be_read_and_breaks_nothing(kind: FileKind, end: int) -> None:
    whole = {
        FileKind.PDF: samples.a_document(),
        FileKind.JPEG: samples.a_picture("JPEG"),
        FileKind.PNG: samples.a_picture("PNG"),
        FileKind.WEBP: samples.a_picture("WEBP"),
    }[kind]
    with pytest.raises(Refused) as refused:
        cleaned(whole[:end], kind)
    assert refused.value.why == WhyRefused.DAMAGED


@pytest.mark.parametrize("kind", [FileKind.JPEG, FileKind.PNG, FileKind.WEBP, FileKind.PDF])
def test_a_kind_that_is_another_one_cannot_be_read(kind: FileKind) -> None:
    other = samples.a_picture("GIF")
    with pytest.raises(Refused):
        cleaned(other, kind)


def test_a_document_loses_what_acts_carries_or_tells() -> None:
    before = samples.a_treacherous_document()
    told = samples.all_bytes(before)
    secrets = (b"EVIL", b"SECRET", samples.SECRET_PLACE.encode())
    assert all(secret in told for secret in secrets), "else this test could not fail"
    after = samples.all_bytes(cleaned(before, FileKind.PDF))
    assert [secret for secret in secrets if secret in after] == []
    assert b"https://example.org/a-good-page" in after
    assert b"/JavaScript" not in after
    assert b"/Launch" not in after


def test_a_document_keeps_its_pages_and_its_pictures() -> None:
    after = cleaned(samples.a_treacherous_document(), FileKind.PDF)
    with pikepdf.open(BytesIO(after)) as pdf:
        (page,) = pdf.pages
        picture = page.Resources.XObject.Im0
        with Image.open(BytesIO(picture.read_raw_bytes())) as found:
            assert found.size == (60, 40)


def test_a_document_with_a_password_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        cleaned(samples.a_document(owner="a", user="b"), FileKind.PDF)
    assert refused.value.why == WhyRefused.PASSWORD


def test_a_document_that_only_forbids_printing_is_taken() -> None:
    after = cleaned(samples.a_document(owner="a", user=""), FileKind.PDF)
    with pikepdf.open(BytesIO(after)) as pdf:
        assert not pdf.is_encrypted


def test_too_many_pages_are_refused() -> None:
    pdf = pikepdf.new()
    for _ in range(MOST_PAGES + 1):
        pdf.add_blank_page()
    target = BytesIO()
    pdf.save(target)
    with pytest.raises(Refused):
        cleaned(target.getvalue(), FileKind.PDF)


def test_a_process_of_its_own_gives_the_same_and_says_why_not() -> None:
    assert cleaned_apart(samples.a_picture("PNG"), "png").startswith(b"\x89PNG")
    with pytest.raises(Refused) as refused:
        cleaned_apart(samples.a_document(owner="a", user="b"), "pdf")
    assert refused.value.why == WhyRefused.PASSWORD
    with pytest.raises(Refused) as refused:
        cleaned_apart(b"x", "no such kind")
    assert refused.value.why == WhyRefused.DAMAGED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<!doctype html><title>x</title>",
        b"GIF89a" + b"\0" * 40,
        b"PK\x03\x04" + b"\0" * 40,
        b"MZ" + b"\0" * 40,
        b"  %PDF-1.4",
        b"<html>%PDF-1.4",
        b"RIFF0000WAVE",
        b"\0\0\0\x20ftypmp42",
    ],
)
def test_what_does_not_begin_as_it_should_is_of_no_kind(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        kind_of(content)
    assert refused.value.code == "file-wrong-type"


@pytest.mark.parametrize("name", PICTURES)
def test_a_kind_is_told_by_the_first_bytes(name: str) -> None:
    assert kind_of(samples.a_picture(name)) == PICTURES[name]
    assert kind_of(samples.a_document()) == FileKind.PDF


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\nia\\llythyr.pdf", "llythyr.pdf"),
        ("annex\u202efdp.exe", "annexfdp.exe"),
        ("a\0b.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("...", "–"),
        ("", "–"),
        ("Gŵyl 🎉.jpg", "Gŵyl 🎉.jpg"),
    ],
)
def test_a_name_is_for_reading_only(typed: str, kept: str) -> None:
    assert written_name(typed) == kept

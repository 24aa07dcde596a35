"""PDFs rewritten: what is to be read stays, what acts, carries or tells of its author goes.

Scripts, what starts by itself, attached files, forms that send, media, links to anything but web
and mail addresses; properties, and what cameras wrote into the pictures inside (PRI-06, SEC-13).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from cadair.files.pictures import DAMAGED, PASSWORD, Refused

MOST_PAGES: Final = 200

_DROPPED: Final = frozenset(
    {
        "/AA",
        "/AF",
        "/Collection",
        "/EF",
        "/EmbeddedFiles",
        "/JavaScript",
        "/JS",
        "/LastModified",
        "/Metadata",
        "/OpenAction",
        "/Perms",
        "/PieceInfo",
        "/RichMediaContent",
        "/RichMediaSettings",
        "/Thumb",
        "/XFA",
    }
)
_HARMLESS_ACTIONS: Final = frozenset({"/GoTo", "/Named", "/URI"})
_SCHEMES: Final = (b"http://", b"https://", b"mailto:")
_DROPPED_NOTES: Final = frozenset(
    {"/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound", "/3D", "/TrapNet"}
)
_KEPT_SEGMENTS: Final = frozenset({0xE0, 0xE2, 0xEE})
"""Of the parts of a JPEG that are none of the picture: its form, its colours, how they are kept."""

_DEEPEST: Final = 60


def clean_document(data: bytes) -> bytes:
    """The PDF with its pages, its text and its structure, and without anything else.

    Raises:
        Refused: it has a password, cannot be read, or has too many pages.
    """
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=True, suppress_warnings=True) as pdf:
            _check_pages(len(pdf.pages))
            _take_away(pdf)
            target = BytesIO()
            pdf.save(target, encryption=False, deterministic_id=True)
            return target.getvalue()
    except Refused:
        raise
    except pikepdf.PasswordError as error:
        raise Refused(PASSWORD) from error
    except Exception as error:
        # Whatever a damaged document makes its reader stumble over: it cannot be read.
        raise Refused(DAMAGED) from error


def _check_pages(pages: int) -> None:
    if not 0 < pages <= MOST_PAGES:
        raise Refused(DAMAGED)


def _take_away(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for found in pdf.objects:
        _clean(found, 0)
    _clean(pdf.Root, 0)


def _clean(found: Any, depth: int) -> None:
    """Everything direct below an object; what it points to is an object of its own."""
    if depth > _DEEPEST:
        raise Refused(DAMAGED)
    if isinstance(found, pikepdf.Array):
        _clean_list(found, depth)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        _clean_entries(found, depth)
        if isinstance(found, pikepdf.Stream):
            _clean_stream(found)


def _clean_list(found: pikepdf.Array, depth: int) -> None:
    for number in reversed(range(len(found))):
        each = found[number]
        if _is_to_go(each):
            del found[number]
        elif not getattr(each, "is_indirect", False):
            _clean(each, depth + 1)


def _clean_entries(found: Any, depth: int) -> None:
    for key in list(found.keys()):
        each = found[key]
        if key in _DROPPED or _is_to_go(each):
            del found[key]
        elif not getattr(each, "is_indirect", False):
            _clean(each, depth + 1)
    if _is_to_go(found):
        # Something may still point here: then it points to nothing.
        for key in list(found.keys()):
            if key not in {"/Length", "/Filter"}:
                del found[key]


def _is_to_go(found: Any) -> bool:
    """An action that does more than lead somewhere, or a note that carries or plays something."""
    if not isinstance(found, pikepdf.Dictionary):
        return False
    kind = str(found.get("/Subtype", ""))
    if kind in _DROPPED_NOTES and "/Rect" in found:
        return True
    if str(found.get("/Type", "")) in {"/EmbeddedFile", "/Filespec"}:
        return True
    return _acts(found)


def _acts(found: pikepdf.Dictionary) -> bool:
    name = found.get("/S")
    if not isinstance(name, pikepdf.Name) or not _is_action(found, str(name)):
        return False
    if str(name) not in _HARMLESS_ACTIONS:
        return True
    if str(name) == "/URI":
        address = found.get("/URI")
        if not isinstance(address, pikepdf.String):
            return True
        return not bytes(address).strip().lower().startswith(_SCHEMES)
    return False


_ACTIONS: Final = frozenset(
    {
        "/GoTo", "/GoTo3DView", "/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript",
        "/Launch", "/Movie", "/Named", "/Rendition", "/ResetForm", "/RichMediaExecute",
        "/SetOCGState", "/Sound", "/SubmitForm", "/Thread", "/Trans", "/URI",
    }
)  # fmt: skip


def _is_action(found: pikepdf.Dictionary, name: str) -> bool:
    """`/S` stands in other things too, as in what a page is made of."""
    return str(found.get("/Type", "")) == "/Action" or name in _ACTIONS


def _clean_stream(found: pikepdf.Stream) -> None:
    """A photograph inside a document knows where it was taken too."""
    if str(found.get("/Subtype", "")) == "/XML":
        found.write(b"")
        return
    if found.get("/Filter") == pikepdf.Name.DCTDecode:
        bare = without_notes(found.read_raw_bytes())
        parameters = found.get("/DecodeParms")
        if not isinstance(parameters, pikepdf.Dictionary):
            parameters = None
        found.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG with its picture as it is, and without what a camera or a program wrote beside it."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    return b"\xff\xd8" + b"".join(_segments(jpeg))


def _segments(jpeg: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        mark, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        is_note = mark == 0xFE or (0xE0 <= mark <= 0xEF and mark not in _KEPT_SEGMENTS)
        if not is_note:
            yield jpeg[at : at + 2 + length]
        at += 2 + length
    yield jpeg[at:]

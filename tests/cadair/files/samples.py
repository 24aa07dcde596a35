"""Files as people, cameras and attackers make them; everything is made here, nothing is stored."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

SECRET_PLACE = "Hidden Lane, Tre-saith"
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every virus scanner takes for a virus; in two parts, so that no scanner
takes this file for one."""


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), colour: str = "red") -> bytes:
    """A plain picture."""
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def a_photograph(kind: str = "JPEG") -> bytes:
    """A picture that knows where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 8.0, 0.0), 3: "W", 4: (4.0, 30.0, 0.0)})
    target = BytesIO()
    Image.new("RGB", (60, 40), "red").save(target, kind, exif=exif)
    return target.getvalue()


def a_huge_png(side: int = 50_000) -> bytes:
    """A few hundred bytes that say that they are a picture of 2,500 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def a_document(**secured: Any) -> bytes:
    """A PDF of one page; with `owner` and `user` it has passwords."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    target = BytesIO()
    pdf.save(target, encryption=pikepdf.Encryption(**secured) if secured else False)
    return target.getvalue()


def a_treacherous_document() -> bytes:
    """A PDF that acts, carries, and tells of its author, in every way we know of."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('EVIL-SCRIPT')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["a", pdf.make_indirect(script)])
    )
    pdf.Root.AcroForm = pikepdf.Dictionary(
        XFA=pdf.make_stream(b"<xdp>EVIL-XFA</xdp>"), Fields=pikepdf.Array()
    )
    pdf.attachments["EVIL-NAME.exe"] = b"MZ EVIL-ATTACHED"
    pdf.docinfo["/Author"] = "SECRET-AUTHOR"
    pdf.Root.Metadata = pdf.make_stream(
        b"<x>SECRET-XMP</x>", Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    picture = pdf.make_stream(a_photograph())
    for key, value in {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Filter": pikepdf.Name.DCTDecode,
        "/Width": 60,
        "/Height": 40,
        "/ColorSpace": pikepdf.Name.DeviceRGB,
        "/BitsPerComponent": 8,
    }.items():
        picture[key] = value
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.Annots = pikepdf.Array([*_links(pdf), _carrier(pdf)])
    page.AA = pikepdf.Dictionary(O=script)
    target = BytesIO()
    pdf.save(target)
    return target.getvalue()


def _links(pdf: pikepdf.Pdf) -> list[Any]:
    actions = [
        pikepdf.Dictionary(S=pikepdf.Name.Launch, F="EVIL-PROGRAM"),
        pikepdf.Dictionary(S=pikepdf.Name.URI, URI="javascript:EVIL-ADDRESS"),
        pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://example.org/EVIL-FORM"),
        pikepdf.Dictionary(S=pikepdf.Name.GoToR, F="EVIL-OTHER.pdf"),
        pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/a-good-page"),
    ]
    notes = [
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
        )
        for action in actions
    ]
    return [pdf.make_indirect(each) if number % 2 else each for number, each in enumerate(notes)]


def _carrier(pdf: pikepdf.Pdf) -> Any:
    inside = pdf.make_stream(b"EVIL-CARRIED", Type=pikepdf.Name.EmbeddedFile)
    file = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F="EVIL-SPEC", EF=pikepdf.Dictionary(F=inside)
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file
    )


def all_bytes(pdf: bytes) -> bytes:
    """Everything that stands in a PDF, unpacked."""
    found = [pdf]
    with pikepdf.open(BytesIO(pdf)) as opened:
        found.append(str(opened.trailer).encode())
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_raw_bytes())
                with_filter = str(each.get("/Filter", ""))
                if with_filter in {"", "/FlateDecode"}:
                    found.append(each.read_bytes())
                found.append(repr(dict(each.items())).encode())
            else:
                found.append(repr(each).encode())
    return b"\n".join(found)

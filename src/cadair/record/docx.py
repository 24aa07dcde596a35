"""Minutes as a Word file: headings, paragraphs and tables that a screen reader understands."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from cadair.foundation.bilingual import Language
from cadair.record.minutes import Minutes
from cadair.record.paragraphs import Block

_WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPELT_AS: Final = {"cy": "cy-GB", "en": "en-GB"}
_WIDTH: Final = 9600
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, so that the same minutes are the same bytes."""

_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Target="word/document.xml" Type="{_OFFICE}/officeDocument"/></Relationships>'
)
_LINKS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Target="styles.xml" Type="{_OFFICE}/styles"/></Relationships>'
)
_EDGES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOKS: Final = (("Title", "title", 40, ""), ("Heading1", "heading 1", 28, "0"))


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip of files that is the same bytes every time."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, content in files:
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            parts.writestr(info, content, compresslevel=6)
    return made.getvalue()


def as_docx(minutes: Minutes) -> bytes:
    """The minutes as a file."""
    parts = (
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _ROOT),
        ("word/document.xml", "".join(_document(minutes))),
        ("word/_rels/document.xml.rels", _LINKS),
        ("word/styles.xml", "".join(_styles(minutes.language))),
    )
    return packed([(name, text.encode()) for name, text in parts])


def _styles(language: Language) -> Iterator[str]:
    yield f'{_HEAD}<w:styles xmlns:w="{_WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
    yield '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>'
    yield f'<w:lang w:val="{_SPELT_AS[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    yield '<w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    yield '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    yield '<w:name w:val="Normal"/></w:style>'
    for key, name, size, level in _LOOKS:
        outline = f'<w:outlineLvl w:val="{level}"/>' if level else ""
        yield f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        yield '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
        yield f'<w:spacing w:before="360" w:after="120"/>{outline}</w:pPr>'
        yield f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
    yield "</w:styles>"


def _document(minutes: Minutes) -> Iterator[str]:
    yield f'{_HEAD}<w:document xmlns:w="{_WORDS}"><w:body>'
    yield _paragraph(minutes.title, style="Title")
    for block in minutes.blocks:
        yield from _block(block)
    yield '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134"'
    yield ' w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    yield "</w:body></w:document>"


def _block(block: Block) -> Iterator[str]:
    if block.kind == "table":
        yield from _table(block)
    elif block.kind == "heading":
        yield _paragraph(block.text, style="Heading1")
    else:
        for line in block.text.split("\n"):
            yield _paragraph(line, language=block.language)


def _table(block: Block) -> Iterator[str]:
    width = _WIDTH // len(block.head)
    yield f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
    yield f"<w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr><w:tblGrid>"
    yield f'<w:gridCol w:w="{width}"/>' * len(block.head) + "</w:tblGrid>"
    yield f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cells(block.head, width, is_bold=True)}</w:tr>"
    for row in block.rows:
        yield f"<w:tr>{_cells(row, width)}</w:tr>"
    yield "</w:tbl><w:p/>"


def _cells(row: Sequence[str], width: int, *, is_bold: bool = False) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cell, is_bold=is_bold)}</w:tc>"
        for cell in row
    )


def _paragraph(
    text: str, *, style: str = "", language: Language | None = None, is_bold: bool = False
) -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    spelt = f'<w:lang w:val="{_SPELT_AS[language]}"/>' if language else ""
    look = f"{'<w:b/>' if is_bold else ''}{spelt}"
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    words = escape("".join(each for each in text if each >= " " or each == "\t"))
    return f'<w:p>{kind}<w:r>{run}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'

"""Writes a Word file from blocks: letters, a few kinds of emphasis, tables and pictures, and no part or attribute beside those.

The same blocks give the same bytes (ECMA-376, part 1, 17): no property, no time, no identifier, no style but those of headings.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_SIDES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIZES: Final = {1: 34, 2: 28, 3: 24}
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture that was made anew; its sides are in EMU (914,400 to the inch)."""

    data: bytes
    suffix: str
    "`.jpg` or `.png`."
    across: int
    down: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Letters and pictures in a row."""

    runs: tuple[Letters | Pixels, ...]
    level: int = 0
    "1 to 3 for a heading."
    rtl: bool = False
    align: str = ""
    "`center`, `right`, `left`, `both` or nothing."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, and how many columns it spans."""

    blocks: tuple[Paragraph | Table, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    rtl: bool = False


Block = Paragraph | Table


@dataclass(slots=True)
class _Pictures:
    """The pictures of a file that is being written: each is a member once, however often it is placed."""

    members: dict[bytes, Pixels] = field(default_factory=dict)
    placed: int = 0


def word_file(blocks: Sequence[Block]) -> bytes:
    """Gives the bytes of a Word file that shows these blocks."""
    pictures = _Pictures()
    body = "".join(_block(one, pictures) for one in blocks)
    if not blocks or isinstance(blocks[-1], Table):
        body += "<w:p/>"
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f'<w:document {_W} xmlns:r="{_R}"><w:body>{body}{_PAGE}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(
            [("rIdS", "styles", "styles.xml")]
            + [
                (f"rId{number}", "image", f"media/{number}{one.suffix}")
                for number, one in enumerate(pictures.members.values(), 1)
            ]
        ),
        "word/styles.xml": _styles(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, xml in parts.items():
            target.writestr(_member(name), (_HEAD + xml).encode("utf-8"), zipfile.ZIP_DEFLATED)
        for number, one in enumerate(pictures.members.values(), 1):
            target.writestr(_member(f"word/media/{number}{one.suffix}"), one.data, zipfile.ZIP_STORED)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _EPOCH)
    made.create_system = 0
    return made


def _types() -> str:
    defaults = (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
                ("jpg", "image/jpeg"), ("png", "image/png"))  # fmt: skip
    told = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults)
    for part, kind in (("document", "document.main"), ("styles", "styles")):
        told += f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{told}</Types>'


def _relations(told: Iterable[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{id_}" Type="{_R}/{kind}" Target="{target}"/>' for id_, kind, target in told)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _styles() -> str:
    told = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    for level, size in _SIZES.items():
        told += (
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
            f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    return f"<w:styles {_W}>{told}</w:styles>"


def _block(one: Block, pictures: _Pictures) -> str:
    return _table(one, pictures) if isinstance(one, Table) else _paragraph(one, pictures)


def _paragraph(one: Paragraph, pictures: _Pictures) -> str:
    told = f'<w:pStyle w:val="Heading{one.level}"/>' if one.level else ""
    told += "<w:bidi/>" if one.rtl else ""
    told += f'<w:jc w:val="{one.align}"/>' if one.align else ""
    runs = "".join("".join(_letters(run)) if isinstance(run, Letters) else _picture(run, pictures) for run in one.runs)
    return f"<w:p>{f'<w:pPr>{told}</w:pPr>' if told else ''}{runs}</w:p>"


def _letters(one: Letters) -> Iterator[str]:
    told = "<w:b/><w:bCs/>" if one.bold else ""
    told += "<w:i/><w:iCs/>" if one.italic else ""
    told += '<w:u w:val="single"/>' if one.underlined else ""
    told += '<w:vertAlign w:val="superscript"/>' if one.raised else ""
    told += "<w:rtl/>" if one.rtl else ""
    yield f"<w:r>{f'<w:rPr>{told}</w:rPr>' if told else ''}"
    for place, line in enumerate(one.text.split("\n")):
        yield "<w:br/>" if place else ""
        for number, piece in enumerate(line.split("\t")):
            yield "<w:tab/>" if number else ""
            yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
    yield "</w:r>"


def _picture(one: Pixels, pictures: _Pictures) -> str:
    pictures.placed += 1
    pictures.members.setdefault(one.data, one)
    number, size = pictures.placed, f'cx="{one.across}" cy="{one.down}"'
    member = list(pictures.members).index(one.data) + 1
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_A}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{number}"/>'
        f'<a:graphic xmlns:a="{_A}/main"><a:graphicData uri="{_A}/picture"><pic:pic xmlns:pic="{_A}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rId{member}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _table(one: Table, pictures: _Pictures) -> str:
    across = max((sum(cell.span for cell in row) for row in one.rows), default=1)
    rows = "".join(f"<w:tr>{''.join(_cell(cell, pictures) for cell in row)}</w:tr>" for row in one.rows)
    visual = "<w:bidiVisual/>" if one.rtl else ""
    return (
        f'<w:tbl><w:tblPr>{visual}<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_SIDES}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * across}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(one: Cell, pictures: _Pictures) -> str:
    told = f'<w:gridSpan w:val="{one.span}"/>' if one.span > 1 else ""
    body = "".join(_block(block, pictures) for block in one.blocks)
    if not one.blocks or isinstance(one.blocks[-1], Table):
        body += "<w:p/>"
    return f"<w:tc><w:tcPr>{told}</w:tcPr>{body}</w:tc>"

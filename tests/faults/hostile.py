"""Documents that an enemy would send: bombs, lies, loops, ways out of the folder, and words that were never in them."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import zstandard

SECRET: Final = "/etc/passwd"
STOLEN: Final = "root:x:"
"""What a document must not be able to bring in."""
_MB: Final = 1 << 20
_OFFICE: Final = "http://schemas.openxmlformats.org"
_TYPES: Final = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELS: Final = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
NOTHING: Final[Mapping[str, bytes | str]] = {}
DEVICES: Final = (
    "CON",
    "NUL.txt",
    "aux",
    "COM1.docx",
    "C:\\boot.ini",
    "..\\..\\up.txt",
    "../../up.txt",
    "/etc/cron.d/x",
    "a/../../up",
)


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Gives a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str, more: Mapping[str, bytes | str] = NOTHING, head: str = "") -> bytes:
    """Gives a Word document with that XML in its body."""
    main = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
    document = f'<?xml version="1.0"?>{head}<w:document {main}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document, **more})


def sheet(strings: str, head: str = "") -> bytes:
    """Gives a workbook with that XML as its shared strings."""
    main, relation = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"', f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": f'<workbook {main} {relation}><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _RELS.replace("word/document.xml", "worksheets/s.xml"),
            "xl/worksheets/s.xml": f"<worksheet {main}><sheetData>{cell}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f'<?xml version="1.0"?>{head}<sst {main}><si><t>{strings}</t></si></sst>',
        }
    )


def laughs(times: int = 9) -> str:
    """Gives a document type whose entity unfolds to ten words to the power of `times`."""
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(times))
    return f'<!DOCTYPE l [<!ENTITY a "ha">{entities}]>'


def stealing(quoted: str = f'SYSTEM "file://{SECRET}"') -> str:
    """Gives a document type whose entity is a file of the machine."""
    return f"<!DOCTYPE l [<!ENTITY x {quoted}>]>"


def pdf(*objects: bytes) -> bytes:
    """Gives a PDF of these objects, the catalogue first."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + head % (len(objects) + 1, table, len(objects) + 1, len(out))


def page(content: bytes, box: bytes = b"0 0 99 99", filters: bytes = b"/FlateDecode") -> bytes:
    """Gives a PDF of one page with that content stream, as it is packed."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % box,
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def overlapping(copies: int) -> bytes:
    """Gives a zip whose members are all the same bytes: a megabyte of zeros that counts so many times."""
    one = zipped({"word/document.xml": bytes(_MB)})
    start = one.rindex(b"PK\x01\x02")
    end = one.rindex(b"PK\x05\x06")
    entry = one[start:end]
    name = b"word/document.xml"
    entries = b"".join(entry.replace(name, b"word/%06d.xmlxxx" % number) for number in range(copies))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies & 0xFFFF, copies & 0xFFFF, len(entries), start, 0)
    return one[:start] + entries + tail


def lying(data: bytes, size: int) -> bytes:
    """Gives a zip whose last member declares another size than it has."""
    changed = bytearray(data)
    at = changed.rindex(b"PK\x01\x02")
    changed[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def picture(width: int, height: int) -> bytes:
    """Gives a PNG of that size whose pixels are not there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(_MB)))
        + chunk(b"IEND", b"")
    )


def _nested(levels: int) -> bytes:
    data = b" " * (8 * _MB)
    for level in range(levels):
        data = zipped({f"{level}.zip": data})
    return data


def _warc(body: bytes, length: int | None = None) -> bytes:
    head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: text/html\r\n"
    return f"{head}Content-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body + b"\r\n\r\n"


def zip_bombs() -> Iterator[tuple[str, bytes]]:
    """Archives that would grow without measure, or say what is not so."""
    yield "flat.docx", word("", {"word/media/x.bin": bytes(64 * _MB)})
    yield "body.docx", word(f"<w:p><w:r><w:t>{'x' * (40 * _MB)}</w:t></w:r></w:p>")
    yield "nested.docx", word("", {"word/embeddings/n.zip": _nested(4)})
    yield "overlapping.docx", overlapping(30_000)
    yield "overlapping-few.docx", overlapping(600)
    yield "lying.docx", lying(word("", {"word/x.xml": bytes(32 * _MB)}), 100)
    yield "lying-large.docx", lying(word("", {"word/x.xml": b"x"}), 0xFFFFFFF0)
    yield "members.xlsx", zipped({f"{number}": b"" for number in range(20_001)}, zipfile.ZIP_STORED)
    yield "bzip2.docx", zipped({"word/document.xml": bytes(48 * _MB)}, zipfile.ZIP_BZIP2)
    yield "lzma.docx", zipped({"word/document.xml": bytes(48 * _MB)}, zipfile.ZIP_LZMA)
    yield "twice.docx", word("").replace(b"_rels/.rels", b"word/x.rels") + word("")
    yield "cut.docx", word("<w:p/>")[:200]
    yield "only-the-end.docx", b"PK\x05\x06" + bytes(18)


def stream_bombs() -> Iterator[tuple[str, bytes]]:
    """Compressed streams that grow: gzip, zstd, and archives of web pages."""
    page_of = b"<p>" + b" " * (300 * _MB)
    yield "big.warc.gz", gzip.compress(_warc(page_of), 1)
    yield "lying.warc", _warc(b"<p>short</p>", 1 << 50)
    yield "negative.warc", _warc(b"<p>short</p>", -5)
    yield "zeros.zst", zstandard.ZstdCompressor(level=1).compress(bytes(200 * _MB))
    yield "zeros.gz", gzip.compress(bytes(100 * _MB), 1)
    yield "zeros.warc.gz", gzip.compress(bytes(100 * _MB), 1)
    yield "page.wacz", zipped({"datapackage.json": "{}", "archive/x.warc.gz": gzip.compress(_warc(page_of), 1)})


def entity_bombs() -> Iterator[tuple[str, bytes]]:
    """XML that unfolds, fetches or steals."""
    for number, head in enumerate(
        (laughs(), laughs(3), stealing(), stealing('PUBLIC "x" "http://127.0.0.1:9/x"'), stealing(f'SYSTEM "{SECRET}"'))
    ):
        yield f"entity-{number}.docx", word("<w:p><w:r><w:t>&x;&j;</w:t></w:r></w:p>", head=head)
        yield f"entity-{number}.xlsx", sheet("&x;&j;", head)
        yield f"entity-{number}.ods", zipped({"mimetype": "x", "content.xml": f'<?xml version="1.0"?>{head}<a>&x;&j;</a>'})
        yield f"entity-{number}.xml", f'<?xml version="1.0"?>{head}<a>&x;&j;</a>'.encode()
        yield f"entity-{number}.html", f"{head}<html><body><p>&x;&j;</p></body></html>".encode()
    yield (
        "utf16.docx",
        word("").replace(b"x", b"x")
        and zipped(
            {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": f"{stealing()}<a>&x;</a>".encode("utf-16")}
        ),
    )
    yield "include.xml", f'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{SECRET}" parse="text"/></a>'.encode()
    yield "deep.docx", word("<w:p>" * 50_000)
    yield (
        "external.docx",
        word("<w:p/>", {"word/_rels/document.xml.rels": _RELS.replace("word/document.xml", f"file://{SECRET}")}),
    )


def pdf_bombs() -> Iterator[tuple[str, bytes]]:
    """PDF that swells, loops, or has a page of no measure."""
    words = zlib.compress(b"BT /F1 9 Tf (boom) Tj ET\n" * 2_000_000, 9)
    yield "swelling.pdf", page(words)
    yield "packed-twice.pdf", page(zlib.compress(words, 9), filters=b"/FlateDecode/FlateDecode")
    yield "huge-page.pdf", page(zlib.compress(b"BT (x) Tj ET"), b"0 0 2e9 2e9")
    yield "endless-page.pdf", page(zlib.compress(b"BT (x) Tj ET"), b"0 0 1e308 nan")
    yield "page-loop.pdf", pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 900000>>")
    yield "self-length.pdf", page(b"x").replace(b"/Length 1", b"/Length 4 0 R")
    many = b" ".join(b"%d 0" % number for number in range(1, 20_000))
    objects = zlib.compress(many + b"<<>>" * 20_000, 9)
    stream = b"<</Type/ObjStm/N 20000000/First %d/Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
    yield "object-stream.pdf", pdf(b"<</Type/Catalog/Pages 2 0 R>>", stream % (len(many), len(objects), objects))
    yield "deep.pdf", pdf(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000 + b"]" * 100_000 + b">>")
    yield (
        "launch.pdf",
        pdf(b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(%s)>>>>" % SECRET.encode(), b"<</Type/Pages/Kids[]/Count 0>>"),
    )


def picture_bombs() -> Iterator[tuple[str, bytes]]:
    """Pictures of no measure."""
    for width, height in ((60_000, 60_000), (0x7FFFFFFF, 0x7FFFFFFF), (0, 0), (1, 0x7FFFFFFF)):
        yield f"{width}-{height}.png", picture(width, height)
    yield (
        "many.gif",
        b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + b"\0" * 6 + b",\0\0\0\0\xff\xff\xff\xff\0\x08" * 2000,
    )
    yield (
        "comments.png",
        picture(2, 2)[:33]
        + b"".join(struct.pack(">L", 9) + b"zTXtk\0\0" + zlib.compress(b"")[:6] + bytes(4) for _ in range(5000)),
    )
    yield "exif-loop.jpg", b"\xff\xd8\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0" + bytes(60)
    yield "huge.tif", b"II*\0\x08\0\0\0" + struct.pack("<H", 60_000) + bytes(720_000)
    yield "svg.svg", f'<?xml version="1.0"?>{stealing()}<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'.encode()


def archives_that_climb() -> Iterator[tuple[str, bytes]]:
    """Archives whose members have names that lead out of a folder, or are devices."""
    for number, name in enumerate(DEVICES):
        yield f"climb-{number}.docx", word("<w:p/>", {name: b"x"})
        yield f"climb-{number}.wacz", zipped({"datapackage.json": json.dumps({"resources": [{"path": name}]}), name: b"x"})
        relation = _RELS.replace("word/document.xml", name.replace("\\", "/"))
        yield f"climb-rel-{number}.docx", zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": relation, name: b"<a/>"})


def long_texts() -> Iterator[tuple[str, bytes]]:
    """Texts that cost more than they hold."""
    yield "newlines.txt", b"\n" * (8 * _MB)
    yield "lines.txt", b"x\n" * 300_000
    yield "one-line.txt", b"(" * _MB
    yield "spaces.txt", b"x" + b" " * _MB + b"x"
    yield "brackets.json", b"[" * 300_000
    yield "number.json", b'{"messages": [{"date_unixtime": ' + b"9" * 9000 + b"}]}"
    yield "quotes.csv", b'"' * 500_000
    yield "columns.csv", b"," * 500_000
    yield "tags.html", b"<div>" * 200_000
    yield "mail.eml", b"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 100_000
    yield "mails.eml", b"From: a@example.org\r\nContent-Type: message/rfc822\r\n\r\n" * 3000
    yield "header.eml", b"From: " + b"=?utf-8?q?" * 50_000 + b"\r\n\r\nx"


FAMILIES: Final[Mapping[str, Callable[[], Iterator[tuple[str, bytes]]]]] = {
    "zip bombs": zip_bombs,
    "gzip, zstd and WARC bombs": stream_bombs,
    "XML entities": entity_bombs,
    "PDF bombs": pdf_bombs,
    "picture bombs": picture_bombs,
    "archives that climb": archives_that_climb,
    "texts without measure": long_texts,
}

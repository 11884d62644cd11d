"""One file of each kind, with the same hundred reports in it: what reading it costs, from the bytes to the suggestions.

Run: `python bench/kinds.py`. CPU seconds of a process of its own, its parser's process too; the least of three. MSG is left out:
no library that we may use writes one.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from measure import least, tell

from govah.desk.intake.filereading import read_file

REPORTS: Final = [f"Rostan Pirnia, {18 + at % 60}, was arrested in Yazd on {1 + at % 28} January 2026." for at in range(100)]
OFFICE: Final = "http://schemas.openxmlformats.org"
OPEN: Final = "urn:oasis:names:tc:opendocument:xmlns"
DAY: Final = "Thu, 08 Jan 2026 10:00:00 +0000"
MAIL: Final = f"From: a@example.org\nTo: b@example.org\nSubject: news\nDate: {DAY}\nContent-Type: text/plain; charset=utf-8\n\n"


def packed(**members: str) -> bytes:
    """Gives a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def office(part: str, kind: str, body: str, **more: str) -> bytes:
    """Gives an Office package whose main part is that XML."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="{part}"/>'
    types = (
        f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxml'
        'formats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}'
        '.main+xml"/></Types>'
    )
    relations = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{relation}</Relationships>'
    return packed(**{"[Content_Types].xml": types, "_rels/.rels": relations, part: body}, **more)


def workbook() -> bytes:
    """Gives an XLSX of the reports, one a row."""
    main, relation = f'xmlns="{OFFICE}/spreadsheetml/2006/main"', f'xmlns:r="{OFFICE}/officeDocument/2006/relationships"'
    rows = "".join(f'<row><c t="inlineStr"><is><t>{one}</t></is></c></row>' for one in REPORTS)
    book = f'<workbook {main} {relation}><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    link = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/>'
    return office(
        "xl/workbook.xml", "spreadsheetml.sheet", book,
        **{
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{link}</Relationships>',
            "xl/worksheets/s.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
        },
    )  # fmt: skip


def open_document(kind: str, body: str) -> bytes:
    """Gives an OpenDocument file with that body."""
    spaces = " ".join(f'xmlns:{one}="{OPEN}:{one}:1.0"' for one in ("office", "text", "table"))
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return packed(**{"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def pdf() -> bytes:
    """Gives a PDF of the reports, twenty a page."""
    pages = [REPORTS[at : at + 20] for at in range(0, len(REPORTS), 20)]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
              "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]  # fmt: skip
    for at, page in enumerate(pages):
        drawn = "BT /F1 11 Tf 50 780 Td " + " ".join(f"({one}) Tj 0 -30 Td" for one in page) + " ET"
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * at} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        bodies.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    return (
        out + f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    ).encode()


def files() -> Iterator[tuple[str, bytes]]:
    """Gives a file of each kind."""
    paragraphs = "".join(f"<p>{one}</p>" for one in REPORTS)
    page = f"<!DOCTYPE html><html><head><title>News</title></head><body><article>{paragraphs}</article></body></html>"
    head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: text/html\r\n"
    record = f"{head}Content-Length: {len(page)}\r\n\r\n{page}\r\n\r\n"
    words = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
    runs = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in REPORTS)
    cells = "".join(
        f"<table:table-row><table:table-cell><text:p>{one}</text:p></table:table-cell></table:table-row>" for one in REPORTS
    )
    told = [{"id": at, "type": "message", "date": "2026-01-08T10:00:00", "from": "Canal", "from_id": "channel1", "text": one}
            for at, one in enumerate(REPORTS)]  # fmt: skip
    yield "file.txt", "\n\n".join(REPORTS).encode()
    yield "file.html", page.encode()
    yield "file.pdf", pdf()
    yield (
        "file.docx",
        office("word/document.xml", "wordprocessingml.document", f"<w:document {words}><w:body>{runs}</w:body></w:document>"),
    )
    yield "file.odt", open_document("text", f"<office:text>{''.join(f'<text:p>{one}</text:p>' for one in REPORTS)}</office:text>")
    yield "file.rtf", ("{\\rtf1\\ansi " + "\\par ".join(REPORTS) + "}").encode()
    yield "file.xlsx", workbook()
    yield "file.csv", ("report\n" + "\n".join(f'"{one}"' for one in REPORTS)).encode()
    yield (
        "file.ods",
        open_document(
            "spreadsheet", f'<office:spreadsheet><table:table table:name="S">{cells}</table:table></office:spreadsheet>'
        ),
    )
    yield "file.eml", (MAIL + "\n\n".join(REPORTS)).encode()
    yield "file.mbox", "".join(f"From a@example.org Thu Jan  8 10:00:00 2026\n{MAIL}{one}\n\n" for one in REPORTS).encode()
    yield "result.json", json.dumps({"name": "Canal", "type": "public_channel", "id": 1, "messages": told}).encode()
    yield "whatsapp.txt", "".join(f"[08/01/2026, 10:00:00] Tirdad: {one}\n" for one in REPORTS).encode()
    yield "signal.txt", "".join(f"2026-01-08 10:00 Tirdad: {one}\n" for one in REPORTS).encode()
    yield "file.warc", record.encode()
    yield "file.wacz", packed(**{"datapackage.json": "{}", "archive/x.warc": record})


def main() -> None:
    """Measures each file."""
    with tempfile.TemporaryDirectory(prefix="govah-bench-") as folder:
        for name, data in files():
            path = Path(folder) / name
            path.write_bytes(data)
            found = sum(len(reading.claims) for _, reading in read_file(path).texts)
            tell(f"{name}: {len(data) >> 10} KiB, claims {found}", *least(partial(read_file, path)))


if __name__ == "__main__":
    main()

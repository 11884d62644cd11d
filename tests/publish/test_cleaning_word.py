"""Clean copies of Word files: a canary wherever such a file can speak of itself is in no copy, and what is seen is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from govah.errors import PublishError
from govah.publish.cleaning import clean_apart
from govah.publish.cleaning.interface import BARRED, PARTS_LEFT_OUT, WORD, UncleanError
from govah.publish.cleaning.word_reading import BAR, clean_word
from govah.publish.pack_docx import pack_docx
from publish.test_cleaning import CANARY, depths, jpeg, png, saved
from publish.test_pack import made

SEEN: Final = (
    "A letter from Arak",
    "The name of the prison is written here.",
    "دوشنبه‌ها ملاقات داریم",
    "cell one",
    "a box speaks",
)
NS: Final = nsdecls("w")
RUN: Final = "<w:r><w:t>{}</w:t></w:r>"
TRACKED: Final = (
    f'<w:p {NS} w:rsidR="00AA11BB"><w:ins w:id="1" w:author="{CANARY}" w:date="2026-01-01T00:00:00Z">'
    f"{RUN.format('inserted words')}</w:ins>"
    f'<w:del w:id="2" w:author="{CANARY}" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del>'
    f'<w:moveFrom w:id="3" w:author="{CANARY}">{RUN.format(CANARY)}</w:moveFrom>'
    f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{CANARY}</w:t></w:r>"
    f'<w:r><w:rPr><w:highlight w:val="black"/></w:rPr><w:t>{CANARY}</w:t></w:r>'
    f'<w:r><w:rPr><w:shd w:val="clear" w:fill="000000"/></w:rPr><w:t>{CANARY}</w:t></w:r>'
    f'<w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>{CANARY}</w:t></w:r>'
    f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "http://{CANARY}" </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN.format("shown of a field")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    f'<w:sdt><w:sdtPr><w:alias w:val="{CANARY}"/></w:sdtPr><w:sdtContent>{RUN.format("in a control")}</w:sdtContent></w:sdt>'
    f'<w:bookmarkStart w:id="9" w:name="{CANARY}"/></w:p>'
)
UNSEEN: Final = (
    f'<w:style {NS} w:type="character" w:styleId="Unseen"><w:name w:val="{CANARY}"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
BOX: Final = (
    f'<w:p {nsdecls("w", "wp", "a")}><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
    f'<wp:docPr id="7" name="{CANARY}" descr="{CANARY}"/>'
    '<a:graphic><a:graphicData uri="x"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>'
    f"<w:txbxContent><w:p>{RUN.format('a box speaks')}</w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></w:r></w:p>"
)


def letter(*, more: tuple[str, ...] = (), members: dict[str, bytes] | None = None) -> bytes:
    """A Word file that says all that one can of itself: properties, comments, changes, hidden words, links, EXIF."""
    made = docx.Document()
    core = made.core_properties
    core.author = core.last_modified_by = core.comments = core.title = core.keywords = core.subject = core.category = CANARY
    made.styles.element.append(parse_xml(UNSEEN))
    made.add_heading("A letter from Arak", 1)
    told = made.add_paragraph("The name of the ")
    first = told.add_run("prison")
    first.bold = True
    told.add_run(" is written here.")
    made.add_comment(first, text=CANARY, author=CANARY, initials="KT")
    made.add_paragraph("دوشنبه‌ها ملاقات داریم")
    made.add_table(1, 2).cell(0, 0).text = "cell one"
    made.add_picture(io.BytesIO(saved("JPEG")), Inches(1))
    made.add_picture(io.BytesIO(saved("PNG")), Inches(1))
    made.sections[0].header.paragraphs[0].text = "at the head of the page"
    made.part.relate_to(f"http://{CANARY}.example/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                        is_external=True)  # fmt: skip
    end = made.element.body.sectPr
    for xml in (TRACKED, BOX, *more):
        end.addprevious(parse_xml(xml))
    out = io.BytesIO()
    made.save(out)
    speaking = {"docProps/custom.xml": CANARY.encode(), f"customXml/{CANARY}.xml": CANARY.encode()}
    pictures = {"word/media/image1.jpg": jpeg(), "word/media/image2.png": png(), "docProps/thumbnail.jpeg": jpeg()}
    return _with(out.getvalue(), {**speaking, **pictures, **(members or {})})


def _with(data: bytes, members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in members:
                target.writestr(name, source.read(name))
        for name, body in members.items():
            target.writestr(name, body)
    return out.getvalue()


def inside(data: bytes) -> dict[str, bytes]:
    """Gives the members of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def text_of(data: bytes) -> str:
    """Gives the letters of a Word file, as another reader sees them."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_no_canary_is_in_a_copy() -> None:
    """Whatever the file says of itself, in whatever part, is in it before and not after, pictures looked through too."""
    before, made = letter(), clean_apart(letter(), WORD)
    after = inside(made.data)

    assert any(CANARY.encode() in body for body in inside(before).values())
    for name, body in after.items():
        assert CANARY not in name
        assert CANARY.encode() not in (depths(body) if name.startswith("word/media/") else body)
    assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
            "word/media/1.jpg", "word/media/2.png"} == set(after)  # fmt: skip
    assert not [
        word for word in (b"rsid", b"w:author", b"2026", b"docProps", b"http://kanarie") if word in b"".join(after.values())
    ]


def test_what_is_seen_is_kept() -> None:
    """Paragraphs, headings, tables, text boxes, page heads and insertions are in the copy; bars and notes tell what is not."""
    made = clean_word(letter())
    text = text_of(made.data)
    document = docx.Document(io.BytesIO(made.data))

    for said in (*SEEN, "inserted words", "shown of a field", "in a control", "at the head of the page"):
        assert said in text
    assert 2 == text.count(BAR)
    assert (BARRED,) == made.notes
    assert 2 == len(document.inline_shapes)
    assert [SEEN[0], "prison"] == [run.text for one in document.paragraphs for run in one.runs if run.bold]
    assert ["Heading1"] == [one.style.style_id for one in document.paragraphs if one.text == SEEN[0] and one.style is not None]


def test_the_same_file_gives_the_same_copy() -> None:
    """There is no time, chance or order of a dictionary in it."""
    data = letter()

    assert clean_word(data).data == clean_word(data).data


def test_a_copy_is_its_own_copy() -> None:
    """Cleaning a copy again loses no word."""
    once = clean_word(letter()).data

    assert text_of(once) == text_of(clean_word(once).data)


def test_notes_are_written_once() -> None:
    """Footnotes stand at the end under their number; one that refers to itself, and to another, ends."""
    whole = pack_docx(made("wgad"))
    notes = inside(whole)["word/footnotes.xml"].replace(b"</w:footnotes>", (
        f'<w:footnote w:id="90"><w:p>{RUN.format("a note on a note")}<w:r><w:footnoteReference w:id="90"/></w:r>'
        '<w:r><w:footnoteReference w:id="91"/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="91"><w:p>{RUN.format("and the next")}</w:p></w:footnote></w:footnotes>'
    ).encode())  # fmt: skip
    reference = b'<w:p><w:r><w:footnoteReference w:id="90"/></w:r></w:p><w:sectPr'
    main = inside(whole)["word/document.xml"].replace(b"<w:sectPr", reference, 1)
    text = text_of(clean_word(_with(whole, {"word/footnotes.xml": notes, "word/document.xml": main})).data)

    assert (1, 1) == (text.count("a note on a note"), text.count("and the next"))
    assert "SHA-256" in text


FLOATING: Final = (
    f'<w:p {nsdecls("w", "wp")}><w:r><w:drawing><wp:anchor behindDoc="0"><wp:wrapNone/></wp:anchor></w:drawing></w:r></w:p>',
    f'<w:p {NS}><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" fillcolor="black"/></w:pict></w:r></w:p>',
)


@pytest.mark.parametrize("xml", FLOATING)
def test_what_covers_words_is_refused(xml: str) -> None:
    """A box over the text hides words that a copy of the letters would show: there is none."""
    with pytest.raises(UncleanError) as caught:
        clean_word(letter(more=(xml,)))

    assert "original-covered" == caught.value.code


def test_a_cut_picture_is_cut() -> None:
    """What a cut hides of a picture is not in the bytes of the copy."""
    whole = letter()
    main = inside(whole)["word/document.xml"].replace(b"<a:stretch>", b'<a:srcRect l="50000"/><a:stretch>')
    made = inside(clean_word(_with(whole, {"word/document.xml": main})).data)
    with Image.open(io.BytesIO(made["word/media/1.png"])) as picture:
        colours = picture.convert("RGB").getcolors()
        assert (20, 24) == picture.size
    assert colours is not None
    assert all(isinstance(colour, tuple) and colour[2] > colour[0] for _, colour in colours)


def test_a_picture_is_one_member() -> None:
    """A picture that is placed a thousand times is in the copy once, or a small file would make a large one."""
    whole = letter()
    main = inside(whole)["word/document.xml"]
    placed = re.findall(rb"<w:p><w:r><w:drawing>.*?</w:drawing></w:r></w:p>", main, re.DOTALL)[0]
    made = clean_word(_with(whole, {"word/document.xml": main.replace(placed, placed * 1000)}))

    assert {"word/media/1.jpg", "word/media/2.png"} == {name for name in inside(made.data) if "media" in name}
    assert 1001 == len(docx.Document(io.BytesIO(made.data)).inline_shapes)


def test_what_cannot_be_made_anew_is_told() -> None:
    """A chart or an object is a mark in its place, and a note."""
    made = clean_word(letter(more=(f"<w:p {NS}><w:r><w:object/></w:r></w:p>",)))

    assert PARTS_LEFT_OUT in made.notes
    assert "□" in text_of(made.data)


@pytest.mark.parametrize("style", ["vanish", "highlight"])
def test_a_paragraph_style_hides_too(style: str) -> None:
    """Words hidden, or blackened, by the style of their paragraph, and by the one that it stands on, are in no copy."""
    mark = "<w:vanish/>" if style == "vanish" else '<w:shd w:val="clear" w:fill="0A0A0A"/>'
    styles = inside(letter())["word/styles.xml"].replace(
        b"</w:styles>",
        f'<w:style w:type="paragraph" w:styleId="Low"><w:name w:val="low"/><w:rPr>{mark}</w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="High"><w:name w:val="high"/><w:basedOn w:val="Low"/></w:style>'
        "</w:styles>".encode(),
    )
    more = f'<w:p {NS}><w:pPr><w:pStyle w:val="High"/></w:pPr>{RUN.format("not for your eyes")}</w:p>'

    assert "not for your eyes" not in text_of(clean_word(letter(more=(more,), members={"word/styles.xml": styles})).data)


def _main(xml: str) -> Callable[[], bytes]:
    return lambda: _with(letter(), {"word/document.xml": xml.encode()})


DEEP: Final = (
    f"<w:document {NS}><w:body>" + "<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200 + "</w:body></w:document>"
)
BOMB: Final = (
    f'<!DOCTYPE x [<!ENTITY a "{"b" * 99}">]><w:document {NS}><w:body><w:p>{RUN.format("&a;")}</w:p></w:body></w:document>'
)


def zip_bomb() -> bytes:
    """A file of a few hundred kilobytes whose one part is larger than may be."""
    return _with(letter(), {"word/document.xml": bytes(80 << 20)})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_main(DEEP), "original-damaged"),
        (_main(BOMB), "original-damaged"),
        (_main("<x/>"), "original-damaged"),
        (zip_bomb, "original-too-large"),
        (lambda: letter()[:900], "original-damaged"),
        (lambda: b"", "original-damaged"),
        (jpeg, "original-damaged"),
        (lambda: _with(b"PK\5\6" + bytes(18), {"a.txt": b"a"}), "original-damaged"),
    ],
)
def test_hostile_files_end_in_an_error(make: Callable[[], bytes], code: str) -> None:
    """A bomb, an entity, a nest without end, a file cut short or of another kind: each ends in one error of ours, and no copy."""
    with pytest.raises(PublishError) as caught:
        clean_apart(make(), WORD)

    assert code == caught.value.code


def test_a_member_that_leads_out_is_not_followed() -> None:
    """A picture whose place is outside of the file is not fetched and not read."""
    rels = inside(letter())["word/_rels/document.xml.rels"]
    for target in (b"../../../../etc/passwd", b"/etc/passwd", b"http://192.0.2.1/x.png"):
        spoiled = rels.replace(b"media/image1.jpg", target)
        assert rels != spoiled
        assert PARTS_LEFT_OUT in clean_word(_with(letter(), {"word/_rels/document.xml.rels": spoiled})).notes


WHOLE: Final = letter()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_spoiled_files_end_in_a_copy_or_an_error(data: st.DataObject) -> None:
    """With bytes of its main part changed, a file is cleaned or refused; no part but the known ones comes of it."""
    main = bytearray(inside(WHOLE)["word/document.xml"])
    for _ in range(data.draw(st.integers(1, 6))):
        main[data.draw(st.integers(0, len(main) - 1))] = data.draw(st.sampled_from(b'<>/"=w:0aZ &'))
    try:
        made = clean_word(_with(WHOLE, {"word/document.xml": bytes(main)}))
    except UncleanError:
        return

    assert all(name.startswith(("word/", "_rels/", "[Content")) for name in inside(made.data))

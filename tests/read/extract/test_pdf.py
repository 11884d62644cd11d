"""PDFs: the words of each page, Persian in the order in which it was written, whatever program set it."""

from __future__ import annotations

import difflib
import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pypdf
import pytest
import typst

from govah.errors import ReadError
from govah.read.extract import read_document
from govah.records import Extracted

ROOT = Path(__file__).parents[3]
FONTS = ROOT / "src" / "govah" / "publish" / "fonts"
DATA = ROOT / ".." / "shared" / "data" / "evidence" / "pdf"
PARAGRAPHS = (
    "قوهٔ قضائیه اعلام کرد که بهروز نیک‌سرشت، ۳۴ ساله، در تاریخ ۱۴۰۴/۱۰/۳۰ بازداشت شده است.",
    "پرونده (شماره ۱۲۳) در شعبهٔ ۱۵ دادگاه انقلاب تهران بررسی می‌شود؛ وکیل او گفت: «اجازهٔ ملاقات نداده‌اند».",
    "گزارش سازمان حقوق بشر (IHRNGO) می‌گوید که ۵۶٪ از ژورنالیست‌های گچساران و پاوه بازداشت شدند.",
    "آن‌ها لامپ و بلال و اسلام‌آباد را نمی‌شناسند و الآن کلاس ندارند.",
)
ENGLISH = "Tarlan Shibeh (34) was moved on 20 January 2026; his family does not know where to."


def one(data: bytes) -> Extracted:
    """Gives the one text of a PDF."""
    (found,) = read_document(data, "application/pdf", "report.pdf")
    return found


@cache
def typeset(source: str) -> bytes:
    """Gives a PDF set with the fonts that the dossier ships."""
    made: bytes = typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)  # type: ignore[misc]
    return made


def likeness(expected: str, found: str, *, joiners: bool = True) -> float:
    """Gives how much of the words came through, line ends aside."""
    left, right = (" ".join(text.split()) for text in (expected, found))
    if not joiners:
        left, right = left.replace("\u200c", ""), right.replace("\u200c", "")
    return difflib.SequenceMatcher(None, left, right, autojunk=False).ratio()


def test_persian_comes_back_as_it_was_written() -> None:
    """Order, digits, dates, brackets, Latin words, lam-alef and most joiners of a typeset page are right."""
    found = one(typeset('#set text(font: "Vazirmatn", lang: "fa", dir: rtl)\n' + "\n\n".join(PARAGRAPHS)))

    assert likeness("\n".join(PARAGRAPHS), found.text) > 0.985
    for words in ("۱۴۰۴/۱۰/۳۰", "(شماره ۱۲۳)", "(IHRNGO)", "لامپ و بلال", "بازداشت شدند", "ژورنالیست"):
        assert words in found.text


def test_a_page_of_a_browser_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """What a browser prints has no joiners, and is right otherwise."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("SKIPPED LOUDLY: no Chromium here; printed pages are not tested")
    font = (FONTS / "Vazirmatn-Regular.ttf").as_uri()
    style = f"@font-face {{ font-family: v; src: url({font}) }} body {{ font: 16px v }}"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = tmp_path / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><style>{style}</style><html dir="rtl" lang="fa">{body}', "utf-8")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'u'}",
    ]
    subprocess.run(
        [*command, f"--print-to-pdf={tmp_path / 'page.pdf'}", page.as_uri()], capture_output=True, timeout=60, check=True
    )

    found = one((tmp_path / "page.pdf").read_bytes())

    assert likeness("\n".join(PARAGRAPHS), found.text, joiners=False) > 0.985
    assert "۱۴۰۴/۱۰/۳۰" in found.text
    assert "(IHRNGO)" in found.text


def test_pages_have_their_numbers_and_their_furniture() -> None:
    """Each page's words bear its number; what stands at the edge of every page is furniture."""
    source = (
        '#set page(height: 9cm, width: 12cm, header: [Rahnavard Desk, report 7], numbering: "1")\n'
        '#set text(font: "Source Serif Pro")\n'
        + "\n#pagebreak()\n".join(f"Page {word}. {ENGLISH}\n\n" * 3 for word in ("one", "two", "three", "four"))
    )
    found = one(typeset(source))
    story = [(part.locator.page, found.text[part.start : part.end]) for part in found.segments if part.kind == "story"]
    furniture = {found.text[part.start : part.end] for part in found.segments if part.kind == "furniture"}

    assert [page for page, _ in story] == [1, 2, 3, 4]
    assert furniture == {"Rahnavard Desk, report 7", "1", "2", "3", "4"}
    assert story[1][1].splitlines() == [f"Page two. {ENGLISH}"] * 3


def test_pages_without_text_are_noted() -> None:
    """A page that is a picture gives no words, and a note that says so."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)

    found = one(out.getvalue())

    assert (found.text, found.notes) == ("", ("pages-without-text",))


def test_a_locked_pdf_is_told() -> None:
    """A PDF that wants a password is one error; one that only forbids printing is read."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typeset(f'#set text(font: "Source Serif Pro")\n{ENGLISH}')))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(ReadError, match="pdf-encrypted"):
        one(locked.getvalue())


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_half_a_pdf_is_read_or_told(share: float) -> None:
    """A PDF that ends early gives what is left of it, or one error."""
    data = typeset('#set text(font: "Source Serif Pro")\n' + ENGLISH * 20)
    try:
        found = one(data[: int(len(data) * share)])
    except ReadError as error:
        found, told = None, error.code
        assert told == "document-broken"
    assert found is None or isinstance(found.text, str)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the measuring data")
def test_a_real_gazette_is_put_right() -> None:
    """Ligatures, stretched words and brackets of a real Arabic gazette are right, where common tools leave them backwards."""
    found = one((DATA / "naturalpdf_arabic.pdf").read_bytes())

    for words in ("الجريدة الرسمية", "(مكرر)", "(المادة الأولى)", "تسرى أحكام هذا القانون", "للإجراءات", "اللائحة التنفيذية"):
        assert words in found.text
    for words in ("اجلريدة", "اآل", "األ", ")مكرر("):
        assert words not in found.text
    assert max(part.locator.page for part in found.segments) == 23


COLUMNS = {
    "ltr": [
        "Rostan Pirnia was arrested at his home in Yazd by agents of the ministry and has not been heard of since that day.",
        "Delara Golestar was sentenced to ten years in prison after a hearing that lasted for no longer than twenty minutes.",
    ],
    "rtl": [
        "کاوه رستگار در خانه‌اش در شهر یزد توسط مأموران بازداشت شد و از آن روز هیچ خبری از او به خانواده‌اش نرسیده است.",
        "دلارا گلستار پس از جلسه‌ای که بیش از بیست دقیقه طول نکشید به ده سال حبس محکوم شد و به وکیل دسترسی نداشت.",
    ],
}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_two_columns_are_read_one_after_the_other(direction: str) -> None:
    """A page in two columns gives the first whole, then the second: no line of one runs into a line of the other."""
    first, second = COLUMNS[direction]
    words = [f"{first} {first} {first}", "#colbreak()", f"{second} {second} {second}"]
    source = f"#set page(columns: 2, height: 9cm)\n#set text(dir: {direction})\n" + "\n\n".join(words)
    found = " ".join(one(typeset(source)).text.split())

    assert likeness(f"{first} {first} {first} {second} {second} {second}", found) > 0.97

"""The invented desk: complete, and visibly invented wherever it is opened."""

from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from PIL import Image
from pypdf import PdfReader

EXAMPLES = Path(__file__).parents[2] / "examples"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
REPORTS = yaml.safe_load((EXAMPLES / "desk.yml").read_text("utf-8"))["reports"]
INVENTED = ("invented example made for Govah", "ساختگی است و برای گواه نوشته شده است")
NAMES = ("Borzuyeh", "Sepehrvand", "سپهروند", "Hirmandi", "هیرمندی", "Tishtarian", "تیشتریان", "Rahgosha", "Kohanrouz", "کهن‌روز")


def text_of(path: Path) -> str:
    """Gives what a person who opens the file can read."""
    if path.suffix == ".docx":
        return ZipFile(path).read("word/document.xml").decode("utf-8")
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".jpg":
        with Image.open(path) as image:
            return str(image.getexif().get(0x010E))
    return path.read_text("utf-8")


def content_of(path: Path) -> bytes:
    """Gives a file's bytes, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: Path(report["path"]).name)
def test_says_that_it_is_invented(report: dict[str, str]) -> None:
    """Each report says in its own text that it is invented, so that no copy of it can be taken for a real one."""
    text = " ".join(text_of(EXAMPLES / report["path"]).split())

    assert any(words in text for words in INVENTED)


def test_the_list_and_the_folder_agree() -> None:
    """Every report of the folder is in the list, once, and every line of the list has its file."""
    listed = sorted(report["path"] for report in REPORTS)

    assert listed == sorted(f"reports/{path.name}" for path in (EXAMPLES / "reports").iterdir())


def test_a_report_from_a_person_says_from_whom() -> None:
    """What somebody told the desk is a note or has a source, so that it goes to the sources' compartment."""
    told = [report["path"] for report in REPORTS if report["method"] == "note" or report["source"]]

    assert told == ["reports/11-memo.docx", "reports/08-family-note.txt"]


@pytest.mark.data
@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data are not here")
@pytest.mark.parametrize("name", NAMES)
def test_no_real_person_bears_the_name(name: str) -> None:
    """The invented names occur in none of the real lists and texts that we measure with."""
    wanted = name.encode("utf-8").lower()
    files = [path for path in SHARED.rglob("*") if path.suffix in {".csv", ".txt", ".gz", ".json"}]

    assert not [path for path in files if wanted in content_of(path).lower()]

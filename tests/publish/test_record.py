"""A record in plain lines on pages: every line is there, in its depth, and nothing in it is markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.publish.pdf import record_pdf
from govah.publish.record import CODE, record, record_html
from govah.text import isolate
from publish.looking import pdf_runs

AT = "2026-01-20T08:30:00Z"
TEXT = "TITLE\nlead\n\nDOCUMENT dabcdefghijklmnop\n  SHA-256: " + "a1" * 32 + "\n  Head\n    one\n      deeper\n    two\n"
HOSTILE = ('#panic("x")', "</p><script>x</script>", "$ x^2 $", "[*bold*] <note-1> @n", "\\u{202e}", "{page}")


def test_depths_and_headings() -> None:
    """A line with deeper ones below is a heading, and only at the first depth."""
    made = record(TEXT, "en", AT)
    (block,) = made.blocks

    assert ("TITLE", ("lead",), "DOCUMENT dabcdefghijklmnop") == (made.title, made.lead, block.head)
    assert [1, 1, 2, 3, 2] == [line.level for line in block.lines]
    assert ["Head"] == [line.text for line in block.lines if line.heading]


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_nothing_is_markup(lang: str) -> None:
    """Words that look like markup of either setter stand on the page as they are."""
    text = "T\n\nA\n  B\n" + "".join(f"    {isolate(words)}\n" for words in HOSTILE)
    made = record(text, lang, AT)
    page, pdf = record_html(made), re.sub("[\u2066-\u2069]", "", pdf_runs(record_pdf(made)))

    assert "<script" not in page
    assert [] == [part for words in HOSTILE for part in re.findall(r"\w+", words) if part not in pdf]
    assert lang == "fa" or [] == [words for words in HOSTILE if "".join(words.split()) not in pdf]


def test_the_same_bytes() -> None:
    """The same record gives the same file, with no clock and no chance."""
    assert record_pdf(record(TEXT, "fa", AT)) == record_pdf(record(TEXT, "fa", AT))


LETTERS = st.characters(exclude_characters="\n", exclude_categories=["Cs"])


@given(st.lists(st.text(LETTERS).filter(lambda line: bool(line.strip())), max_size=8))
def test_any_lines_are_a_record(lines: list[str]) -> None:
    """Whatever the lines hold, the page is made of them, and none is lost."""
    made = record("T\n\nH\n" + "\n".join(lines), "en", AT)
    kept = [word for block in made.blocks for line in (block.head, *(one.text for one in block.lines)) for word in line.split()]

    assert [word for line in lines for word in line.split()] == kept[1:]
    assert record_html(made).endswith("</html>\n")


def test_codes_are_told_from_words() -> None:
    """Hashes, ids and roots are codes; a word of seventeen letters with other letters is not."""
    codes = ("dabcdefghijklmnop", "f" * 64, "govah.journal/vabcdefghijklmnop", "A" * 43 + "=")

    assert all(CODE.fullmatch(code) for code in codes)
    assert not CODE.search("Unconstitutionall1 und so weiter")

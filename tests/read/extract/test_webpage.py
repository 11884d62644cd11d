"""Web pages: every character that a reader sees, and the story told from what stands around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from govah.read.extract import read_document
from govah.records import Extracted

DATA = Path(__file__).parents[3] / ".." / "shared" / "data" / "articles"
STORY = (
    "Relatives of Tarlan Shibeh, a welder from Abdanan, said on Monday that he had been moved to an unknown place.",
    "They have not heard from him for eleven days. The prison's office gave no reason, and his lawyer was not let in.",
    "A court in the town had set bail, which the family paid; he was never released, they said.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Welder moved - Rahnavard Desk</title>
<meta property="og:title" content="Welder moved"><meta property="article:published_time" content="2026-01-21T08:00:00Z">
<style>p {{ color: red }}</style><script>var hidden = "never shown";</script></head>
<body class="has-sidebar"><header><nav><a href="/">Home</a> <a href="/w">World</a></nav></header>
<main><article><h1>Welder moved</h1><div class="share-buttons">Share on every network</div>
<figure><img src="x.jpg"><figcaption>The gate in Abdanan, seen last year</figcaption></figure>
<p>{STORY[0]}</p><p>{STORY[1].replace("They", "They&nbsp;", 1)}</p>
<p>{STORY[2].replace(" which", chr(10) + "   which")}</p>
<noscript>Turn on scripts</noscript><p hidden>An invisible claim that she was executed.</p></article>
<section id="comments"><h2>Leave a reply</h2>
<p>A reader says that this is all invented, every word of it, from first to last.</p></section>
</main><aside>Read also: ten other stories of the week</aside><footer>All rights reserved</footer></body></html>"""


def one(text: str | bytes, media_type: str = "text/html") -> Extracted:
    """Gives the one text of a page."""
    data = text.encode() if isinstance(text, str) else text
    (found,) = read_document(data, media_type, "page.html")
    return found


def parts(found: Extracted, kind: str) -> list[str]:
    """Gives the parts of one kind."""
    return [found.text[part.start : part.end] for part in found.segments if part.kind == kind]


def test_the_story_is_told_from_the_page() -> None:
    """Title, caption and story each have their segments; navigation, sharing, comments and hidden words are furniture."""
    found = one(PAGE)
    story = "\n".join(parts(found, "story"))
    furniture = "\n".join(parts(found, "furniture"))

    assert parts(found, "title") == ["Welder moved"]
    assert parts(found, "caption") == ["The gate in Abdanan, seen last year"]
    assert all(line in story.replace("\u00a0 ", " ").replace("\u00a0", "") for line in (STORY[0], STORY[2]))
    for words in (
        "Home",
        "Share on every network",
        "Leave a reply",
        "invented",
        "Read also",
        "All rights reserved",
        "invisible claim",
    ):
        assert words in furniture
        assert words not in story
    assert (found.title, found.published) == ("Welder moved", date(2026, 1, 21))


def test_what_is_never_shown_is_not_text() -> None:
    """Scripts, styles and what stands in for them are no words of the page."""
    text = one(PAGE).text

    assert "never shown" not in text
    assert "color" not in text
    assert "Turn on scripts" not in text


def test_white_space_is_what_a_browser_shows() -> None:
    """A wrapped line goes on, preformatted lines stay, a break breaks, and a hard space is kept."""
    found = one(
        "<p>one\n   two<br>three\u00a0four</p><pre>a\n  b</pre><table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table>"
    )

    assert found.text == "one two\nthree\u00a0four\n\na\n  b\n\nx\ty\nz"


def test_line_ends_that_are_meant_are_kept() -> None:
    """Lines too long to have been wrapped by an editor are lines of their own, as channels write them."""
    first, second = "الف " * 60, "ب " * 60
    found = one(f"<div>{first}\n{second}</div>")

    assert found.text == f"{first.strip()}\n{second.strip()}"


@pytest.mark.parametrize("cut", ["p", "div", "br"])
def test_a_persian_page_is_read_however_its_paragraphs_are_cut(cut: str) -> None:
    """Paragraphs as `p`, as `div` or broken by `br` give one story; the day below the title is the page's."""
    lines = [
        "ترلان شیبه، جوشکار اهل آبدانان، روز سه‌شنبه بازداشت شد و خانواده‌اش از او خبری ندارند.",
        "🔹",
        "خانواده‌اش گفته‌اند که یازده روز است از او بی‌خبرند و زندان هیچ توضیحی نداده است.",
    ]
    inner = "<br>".join(lines) if cut == "br" else "".join(f"<{cut}>{line}</{cut}>" for line in lines)
    found = one(
        f"<html lang=fa dir=rtl><head><title>جوشکار آبدانانی بازداشت شد | میز رهنورد</title></head>"
        f"<body><div class=menu><a href=/>خانه</a></div>"
        f"<h1>جوشکار آبدانانی بازداشت شد</h1><div>۳ خرداد ۱۴۰۵ - ساعت ۱۰:۲۰</div><div class=body>{inner}</div>"
        "<div class=comments><p>یک خواننده نوشته است که همهٔ این‌ها ساختگی است و باور نمی‌کند.</p></div></body></html>"
    )
    story = " ".join(parts(found, "story"))

    assert all(line in story for line in lines)
    assert "خواننده" not in story
    assert "خانه‌" not in story.replace("خانواده", "")
    assert found.published == date(2026, 5, 24)


@pytest.mark.parametrize(
    ("encoding", "declared", "notes"),
    [("utf-8", "utf-8", ()), ("cp1256", "windows-1256", ()), ("utf-16", "", ()), ("cp1256", "", ("encoding-guessed",))],
)
def test_persian_is_read_in_every_encoding_it_came_in(encoding: str, declared: str, notes: tuple[str, ...]) -> None:
    """Letters are right whether the page says its encoding, bears a mark, or leaves it to be guessed."""
    words = "او را به زندان بردند و از آن روز خبري نيست. خانواده مي گويد كه در بند است."
    meta = f'<meta charset="{declared}">' if declared else ""
    found = one(f"<html><head>{meta}</head><body><p>{words}</p>".encode(encoding))

    assert words in found.text
    assert set(notes) <= set(found.notes)


def test_damaged_letters_are_noted() -> None:
    """Bytes that are no letters show as such, and a note says so."""
    found = one(b'<meta charset="utf-8"><p>' + "یک متن بلند و درست که کمی خراب است ".encode() * 20 + b"\xff\xfe</p>")

    assert "\ufffd" in found.text
    assert "characters-damaged" in found.notes


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the measuring data")
@pytest.mark.parametrize("name", ["101", "102", "103", "104", "105", "106", "110", "111", "119", "142", "143", "145"])
def test_real_posts_give_the_same_story_as_their_text(name: str) -> None:
    """The HTML of a post gives, line by line, the text that was made from it by other hands."""
    expected = (DATA / f"{name}.txt").read_text("utf-8").strip().splitlines()
    found = one((DATA / f"{name}.html").read_bytes())
    (story,) = parts(found, "message")

    assert [line for line in found.text.splitlines() if line in expected] == expected
    assert story.splitlines() == expected[1:-1]
    assert all(part.published is not None for part in found.segments)

"""The dossier as one HTML page: self-contained, nothing runs, nothing is fetched, both directions."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources

import pytest
from lxml import html

from govah.publish import DossierFact
from govah.publish.page import dossier_html
from govah.records import Stance
from publish.sample import dossier, quoted

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>x</script>", "</title><b>", "<!-- -->",
    "&lt;b&gt; &amp;", "javascript:alert(1)", "' onmouseover='x", "]]></bdi><iframe src=//x>",
)  # fmt: skip
LANGS = ("en", "fa")


def parsed(page: str) -> html.HtmlElement:
    """The page as a browser's parser sees it."""
    return html.document_fromstring(page)


@pytest.mark.parametrize("lang", LANGS)
def test_same_dossier_gives_the_same_page(lang: str) -> None:
    """Nothing of chance, clock or machine is in the page."""
    assert dossier_html(dossier(), lang) == dossier_html(dossier(), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_page_is_small(lang: str) -> None:
    """With its fonts the page stays under 300 kB, so that it can be mailed from anywhere."""
    assert len(dossier_html(dossier(draft=True), lang).encode()) < 300_000


@pytest.mark.parametrize("lang", LANGS)
def test_page_runs_and_fetches_nothing(lang: str) -> None:
    """There is no script, form, frame or picture but the drawn timeline; links stay in the page; a policy forbids the rest."""
    page = dossier_html(dossier(), lang)
    tree = parsed(page)

    assert [] == tree.xpath("//script | //iframe | //img | //object | //form | //link | //@*[starts-with(name(), 'on')]")
    drawn = {one.tag for one in tree.xpath("//svg/descendant-or-self::*")}
    assert drawn <= {"svg", "title", "desc", "line", "text", "rect", "circle"}
    assert [] == [href for href in tree.xpath("//@href | //@src") if not href.startswith("#note-")]
    assert {"data:font/woff2"} == {url.split(";")[0] for url in re.findall(r"url\(([^)]*)\)", page)}
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "http:" not in page
    assert "https:" not in page


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_text(words: str, lang: str) -> None:
    """A name, value, place, voice, quotation or file name that looks like HTML is read as text and adds no element."""
    made = dossier(name=words)
    claim = quoted("c2ahw5mzq7ktr3xye", words, (words,), Stance.ASSERTED)
    fact = DossierFact("impugned_act", (words,), "", (words,), (words,), 1, reviewed=True, claims=(claim,))
    documents = (replace(made.documents[0], name=words), *made.documents[1:])
    tree = parsed(dossier_html(replace(made, identity=(fact, *made.identity[1:]), documents=documents), lang))
    plain = parsed(dossier_html(dossier(), lang))

    assert {one.tag for one in plain.iter()} == {one.tag for one in tree.iter()}
    assert [] == tree.xpath("//@*[starts-with(name(), 'on')]")
    assert tree.text_content().count(words) >= 6


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("fa", "rtl")])
def test_page_has_its_own_direction(lang: str, direction: str) -> None:
    """The page says its language and direction."""
    root = parsed(dossier_html(dossier(), lang))

    assert (lang, direction) == (root.get("lang"), root.get("dir"))


@pytest.mark.parametrize("lang", LANGS)
def test_each_quotation_has_its_own_language_and_direction(lang: str) -> None:
    """A Persian quotation reads from the right in an English page, and an English one from the left in a Persian page."""
    quotes = parsed(dossier_html(dossier(), lang)).xpath("//blockquote")
    told = {(one.get("lang"), one.get("dir")) for one in quotes}

    assert {("en", "ltr"), ("fa", "rtl")} == told


@pytest.mark.parametrize("lang", LANGS)
def test_quotations_stand_to_the_letter(lang: str) -> None:
    """Each quotation that may be shown stands in its own words, its ZWNJs kept."""
    made = dossier()
    shown = {one.text_content()[1:-1] for one in parsed(dossier_html(made, lang)).xpath("//blockquote")}

    assert {claim.basis.quote for claim in made.claims if hasattr(claim.basis, "quote")} == shown


@pytest.mark.parametrize("lang", LANGS)
def test_every_reference_leads_to_a_note(lang: str) -> None:
    """No number points nowhere, and every note is pointed at."""
    tree = parsed(dossier_html(dossier(), lang))
    notes = {f"#{one}" for one in tree.xpath("//article/@id")}

    assert notes == set(tree.xpath("//sup/a/@href"))


def test_style_knows_no_left_and_right() -> None:
    """Only logical properties are used, so both directions come from one style."""
    style = (resources.files("govah.publish") / "dossier.css").read_text("utf-8")

    assert [] == re.findall(r"[\w-]*(?:left|right)[\w-]*", style)
    assert [] == re.findall(r"(?<![\w-])(?:(?:margin|padding)-(?:top|bottom)|width|height|top|bottom)\s*:", style)


@pytest.mark.parametrize("lang", LANGS)
def test_draft_says_so(lang: str) -> None:
    """A draft bears its mark in both languages at its head, and on each unreviewed fact and note."""
    tree = parsed(dossier_html(dossier(draft=True), lang))
    marks = tree.xpath("//p[@class='draft']")

    assert "UNREVIEWED DRAFT" in marks[0].text_content()
    assert "بازبینی‌نشده" in marks[0].text_content()
    assert 2 == len(tree.xpath("//li//span[@class='chip alarm']"))
    assert 3 == len(tree.xpath("//article//span[@class='chip alarm']"))


def test_hidden_controls_are_written_out() -> None:
    """An override that would turn a name around is shown, not obeyed."""
    page = dossier_html(dossier(name="Ali \u202egnp.exe"), "en")

    assert "\u202e" not in page
    assert "U+202E" in page

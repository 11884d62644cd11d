"""Review at a screen: each decision is written once, can be taken back, and stands on the words that are marked."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from benches import ENGLISH, Bench
from govah import desk
from govah.records import Decision, Drill, Fact
from govah.workbench.render import exact
from govah.workbench.sitting_at_review import Review

Card = Callable[[Any], str]


def waiting(bench: Bench) -> list[desk.Suggestion]:
    """Gives what waits for a decision."""
    return list(desk.pending(bench.vault))


def facts(bench: Bench) -> list[Fact]:
    """Gives the facts on record."""
    return [one.record for one in bench.vault.of_kind("fact")]


def test_the_passage_is_marked(bench: Bench, card: Card) -> None:
    """The words that a card stands on are marked in the document beside it, to the letter."""
    page = bench.get("/review")
    found = next(one for one in waiting(bench) if one.id == card(page))
    marked = re.findall(r'<mark class="now">(.*?)</mark>', page.text, flags=re.DOTALL)

    assert [str(exact(found.passage.quote))] == marked


def test_accepting_writes_one_claim(bench: Bench, card: Card) -> None:
    """Accepting a card writes its claim, as a person's decision, and shows the next card."""
    first = card(bench.get("/review"))
    page = bench.post("/review", {"card": first, "verdict": "accept"})

    assert 1 == len(facts(bench))
    assert first not in [one.id for one in waiting(bench)]
    assert first != card(page)
    assert ["member"] == [one.record.actor for one in bench.vault.of_kind("decision") if isinstance(one.record, Decision)]


def test_taking_back_shows_the_card_again(bench: Bench, card: Card) -> None:
    """What was decided last is taken back by one act, and its card is shown again."""
    first = card(bench.get("/review"))
    bench.post("/review", {"card": first, "verdict": "accept"})
    page = bench.post("/review/undo")

    assert first == card(page)
    assert first in [one.id for one in waiting(bench)]


def test_rejecting_keeps_the_reason(bench: Bench, card: Card) -> None:
    """Rejecting writes no claim; the reason is on record."""
    bench.post("/review", {"card": card(bench.get("/review")), "verdict": "reject", "reason": "another person"})
    decisions = [one.record for one in bench.vault.of_kind("decision")]

    assert [] == facts(bench)
    assert [("rejected", "another person")] == [(one.verdict, one.reason) for one in decisions]


def test_correcting_changes_what_was_typed(bench: Bench, card: Card) -> None:
    """Only the fields that the form says otherwise are corrected; the quotation stays."""
    first = card(bench.get("/review"))
    before = next(one for one in waiting(bench) if one.id == first)
    bench.post("/review", {"card": first, "verdict": "edit", "stance": "alleged", "predicate": before.predicate})
    (fact,) = facts(bench)

    assert ("alleged", before.predicate) == (fact.stance.value, fact.predicate)
    assert ["edited"] == [one.record.verdict for one in bench.vault.of_kind("decision")]


def test_a_date_is_typed_in_either_calendar(bench: Bench, card: Card) -> None:
    """A date that a reviewer types in the Solar calendar is kept with its words."""
    bench.post("/review", {"card": card(bench.get("/review")), "verdict": "edit", "when": "۲۱ دی ۱۴۰۴"})
    (fact,) = facts(bench)

    assert fact.when is not None
    assert ("2026-01-11", "۲۱ دی ۱۴۰۴") == (fact.when.edtf, fact.when.text)


def test_what_is_no_date_is_refused_in_one_line(bench: Bench, card: Card) -> None:
    """Words that are no date change nothing, and the page says so."""
    page = bench.post("/review", {"card": card(bench.get("/review")), "verdict": "edit", "when": "someday soon"})

    assert 422 == page.status_code
    assert "someday soon" in page.text
    assert [] == facts(bench)


def test_two_windows_decide_once(bench: Bench, card: Card) -> None:
    """A card that was decided in one window cannot be decided otherwise in another that shows it still."""
    first = card(bench.get("/review"))
    bench.post("/review", {"card": first, "verdict": "accept"})
    page = bench.post("/review", {"card": first, "verdict": "reject"})

    assert 422 == page.status_code
    assert 1 == len(facts(bench))
    assert [] == list(bench.vault.of_kind("withdrawal"))


def test_copies_are_decided_once(bench: Bench, card: Card) -> None:
    """The same words in another document stand behind one card, and one act decides both; each keeps its own claim."""
    bench.post("/inbox/text", {"text": ENGLISH + "Copied from elsewhere.\n", "name": "copy.txt"})
    page = bench.get("/review")
    while "Arvand" not in page.text or "copy.txt" not in page.text:
        page = bench.get(re.findall(r'href="(/review\?card=\w+)" data-key="j"', page.text)[0])
    before = len(waiting(bench))
    bench.post("/review", {"card": card(page), "verdict": "accept", "copies": "yes"})

    assert before - 2 == len(waiting(bench))
    assert 2 == len(facts(bench))


def test_whose_offers_who_is_on_file(bench: Bench, person: str) -> None:
    """The names on file that are most like the one typed are offered, in either script."""
    page = bench.post("/review/whose", {"name": "Kaveh Rastegar"})

    assert person in page.text


def test_a_claim_of_ones_own(bench: Bench, card: Card) -> None:
    """Words that a person selects become a claim with just these words, on record as the member's own."""
    page = bench.get("/review")
    first = card(page)
    derivation = re.findall(r'name="derivation" value="(\w+)"', page.text)[0]
    sheet = next(one for one in waiting(bench) if one.id == first)
    start = sheet.passage.start
    form = {"card": first, "derivation": derivation, "start": start, "end": start + 4, "name": "Kaveh Rastegar",
            "predicate": "tortured", "stance": "reported", "attribution": "a neighbour > his mother"}  # fmt: skip
    answer = bench.post("/review/add", form)
    claim = facts(bench)[0]
    basis = next(one.record for one in bench.vault.get(claim.id) if one.kind == "basis")

    assert 200 == answer.status_code
    assert ("member", sheet.passage.quote[:4], ("a neighbour", "his mother")) == (
        basis.suggested_by, basis.passage.quote, basis.attribution,
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [{"start": "9", "end": "9"}, {"start": "5", "end": "999999"}, {"start": "-1"}, {"name": ""}, {"predicate": "no_such"},
     {"stance": "sure"}, {"derivation": "xabcdefghijklmnop"}],
)  # fmt: skip
def test_a_claim_of_ones_own_stands_on_words(bench: Bench, card: Card, wrong: dict[str, str]) -> None:
    """A claim on words that are not there, about nobody or of no known kind is refused, and nothing is written."""
    page = bench.get("/review")
    derivation = re.findall(r'name="derivation" value="(\w+)"', page.text)[0]
    form = {"card": card(page), "derivation": derivation, "start": "0", "end": "9", "name": "Kaveh", "predicate": "tortured",
            "stance": "reported"}  # fmt: skip
    answer = bench.post("/review/add", form | wrong)

    assert answer.status_code in (404, 422)
    assert [] == facts(bench)


def test_a_planted_card_becomes_no_claim(bench: Bench) -> None:
    """In a drill, a planted card that is accepted is counted as missed and writes nothing; the drill is on record."""
    bench.get("/review?drill=yes")
    review = bench.session.kept["review"]
    assert isinstance(review, Review)
    planted = [one for one in review.cards if isinstance(one, desk.Planted)]
    assert planted
    for one in planted:
        bench.post("/review", {"card": one.group.first.id, "verdict": "accept"})
    page = bench.get("/review/end")
    drills = [one.record for one in bench.vault.of_kind("drill")]

    assert [] == facts(bench)
    assert [(len(planted), 0)] == [(one.planted, one.caught) for one in drills if isinstance(one, Drill)]
    assert "<li>" in page.text


def test_the_end_is_told(bench: Bench, card: Card) -> None:
    """When nothing waits any more, the page says so and where to go."""
    page = bench.get("/review")
    while 'name="verdict"' in page.text:
        page = bench.post("/review", {"card": card(page), "verdict": "reject", "copies": "yes"})

    assert [] == waiting(bench)
    assert "/review?fresh=yes" in page.text


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "x\u202ey", "a\x00b", "ک\u200cگ", "<b>&amp;"])
def test_places_hold_where_a_text_has_controls(text: str) -> None:
    """What may not be shown is replaced sign by sign, so that a selection counts the same places as the sealed text."""
    assert len(text) == len(html.unescape(str(exact(text)).replace("&#13;", "\r")))

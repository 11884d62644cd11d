"""The screen of counts: a definition by its form, a count that is kept, its cases, what leaves, and the difference of two."""

from __future__ import annotations

import re

import pytest

from benches import Bench
from govah import desk

DAYS = {"since": "1 Dey 1404", "until": "29 Esfand 1404"}
FORM = {"name": "arrests", "what": "arrested", "origins": "1", "says": "Arrests"} | DAYS


def accept_all(bench: Bench) -> None:
    """Accepts all that waits, as the person who sits here."""
    desk.accept(bench.vault, [one.id for one in desk.pending(bench.vault)], desk.Reviewer(bench.vault.member))


def counted(bench: Bench) -> str:
    """Counts, and gives the address of what was kept."""
    page = bench.post("/counts/run", {"name": "arrests"})
    return str(page.url.path)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_count_from_the_form_to_the_cases(bench: Bench, lang: str) -> None:
    """What the form says is defined, counted and kept; its page shows every case with its reason, in either language."""
    bench.post("/look", {"lang": lang, "next": "/settings"})
    accept_all(bench)
    bench.post("/counts/define", FORM)
    address = counted(bench)
    page = bench.get(f"{address}?by=solar-month")

    assert re.fullmatch(r"/counts/q[a-z2-7]{16}", address)
    assert "رستگار" in page.text
    assert ("enough independent origins" if lang == "en" else "خاستگاه‌های مستقل کافی") in page.text
    assert "<rect" in page.text
    assert not re.search(r"workbench\.(?!css|js)[a-z]|count\.[a-z]", re.sub(r"<(meta|link|script)[^>]*>", "", page.text))
    assert address.rpartition("/")[2] in bench.get("/counts").text


@pytest.mark.parametrize("kind", ["csv", "xlsx", "svg"])
def test_what_leaves_is_saved_and_names_nobody(bench: Bench, kind: str) -> None:
    """A table or picture is a download, never a page, and no name is in it."""
    accept_all(bench)
    bench.post("/counts/define", FORM)
    answer = bench.get(f"{counted(bench)}/leave/{kind}?by=province")

    assert "attachment" in answer.headers["content-disposition"]
    assert "svg" not in answer.headers["content-type"]
    assert "رستگار".encode() not in answer.content
    assert 404 == bench.get("/counts/qaaaaaaaaaaaaaaaa/leave/csv").status_code


def test_the_difference_of_two(bench: Bench) -> None:
    """Who came into the number between two counts is shown with the records that brought it about."""
    bench.post("/counts/define", FORM)
    earlier = counted(bench).rpartition("/")[2]
    accept_all(bench)
    later = counted(bench).rpartition("/")[2]
    page = bench.get(f"/counts/differences?earlier={earlier}&later={later}")

    assert "Came into the number" in page.text
    assert "رستگار" in page.text
    assert re.search(r"c[a-z2-7]{16}", page.text)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"what": "<script>"}, {"grade": "Q7"}, {"since": "someday"}])
def test_a_wrong_form_keeps_nothing(bench: Bench, wrong: dict[str, str]) -> None:
    """An impossible definition is told in one line and nothing is kept; markup stays text."""
    page = bench.post("/counts/define", FORM | wrong)

    assert "<script>" not in page.text
    assert not list(bench.vault.of_kind("count-definition"))


def test_names_of_counts_are_text(bench: Bench) -> None:
    """A name with markup in it is shown as written, on every page of the screen."""
    bench.post("/counts/define", FORM | {"name": "<img src=x onerror=alert(1)>"})
    page = bench.post("/counts/run", {"name": "<img src=x onerror=alert(1)>"})

    assert "<img src=x" not in page.text
    assert "<img src=x" not in bench.get("/counts").text

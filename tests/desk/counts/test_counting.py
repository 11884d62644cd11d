"""Counts on a real vault: what counts, what never does, and that a count can be made again after the world moved on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desks import Take
from govah import desk
from govah.desk.counts import counting
from govah.desk.counts.export import export_count, export_lists, export_reports
from govah.errors import EvidenceError, NotFoundError, UsageError
from govah.records import CountDefinition
from govah.vault import Vault

ARRESTS = CountDefinition("", "arrests", "arrested", "", "", since="2026-01-01", until="2026-01-31", says="Arrests in January")
KARUN = "Karun Watch reported that Arvand Sepidkuh was arrested in Arak on 3 January 2026.\n"
ALVAND = "Security forces arrested Arvand Sepidkuh in Arak on 3 January 2026 as he left his shop, according to Alvand Monitor.\n"
OTHER = "Karun Watch reported that Borzu Zarrinrud was arrested in Shiraz on 9 January 2026.\n"
DENIED = "The prosecutor denied that Borzu Zarrinrud was arrested on 9 January 2026.\n"
LATER = "Karun Watch reported that Delaram Kaviani was arrested in Yazd on 9 May 2026.\n"


def told(vault: Vault, take: Take, who: desk.Reviewer, *texts: str) -> None:
    """Takes texts in, accepts all that is suggested, and joins persons of one name."""
    for at, text in enumerate(texts):
        take(text, f"{hash(text)}-{at}.txt")
    desk.accept(vault, [one.id for one in desk.pending(vault)], who)
    seen: dict[str, str] = {}
    for one in tuple(desk.persons(vault)):
        if one.name in seen:
            desk.judge(vault, seen[one.name], one.id, "same", who)
        seen.setdefault(one.name, one.id)


def test_origins_decide_and_what_is_left_out_says_why(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Two independent voices confirm, one is looked into, another month is left out; the parts make the whole."""
    told(vault, take, me, KARUN, ALVAND, OTHER, LATER)
    counting.define(vault, ARRESTS, me)

    found = counting.run(vault, "arrests", me)

    category = {one.name: (one.category, one.reasons) for one in found.cases}
    assert category["Arvand Sepidkuh"] == ("confirmed", ("origins-enough",))
    assert category["Borzu Zarrinrud"] == ("under-investigation", ("origins-few",))
    assert category["Delaram Kaviani"] == ("excluded", ("excluded-dates",))
    assert (found.totals.counted, found.totals.minimum, found.totals.maximum) == (2, 1, 2)
    assert sum(row.total for row in found.by("solar-month")) == 2


def test_what_a_script_accepted_never_counts(vault: Vault, take: Take) -> None:
    """A script's acceptance makes nobody count; the person is listed as left out because nobody reviewed it."""
    script = desk.Reviewer(vault.member, actor="script")
    told(vault, take, script, KARUN, ALVAND)
    counting.define(vault, ARRESTS, script)

    found = counting.run(vault, "arrests", script)

    assert found.totals.counted == 0
    assert {one.reasons for one in found.cases} == {("excluded-unreviewed",)}


def test_a_count_can_be_made_again_and_explained(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """After more came in, the old count comes out the same by its hash; the difference names who moved, and by what."""
    told(vault, take, me, KARUN, OTHER)
    counting.define(vault, ARRESTS, me)
    first = counting.run(vault, "arrests", me)
    told(vault, take, me, ALVAND, DENIED)
    second = counting.run(vault, "arrests", me)

    again = counting.again(vault, first.snapshot)
    changes = {one.name: one for one in counting.explain(vault, first.snapshot, second.snapshot)}

    assert again.sha256 == first.sha256 != second.sha256
    assert again.totals == first.totals
    assert (changes["Arvand Sepidkuh"].before, changes["Arvand Sepidkuh"].after) == ("under-investigation", "confirmed")
    assert (changes["Borzu Zarrinrud"].after, changes["Borzu Zarrinrud"].reasons) == ("disputed", ("denied",))
    assert all(one.gained for one in changes.values())


def test_withdrawing_and_judging_later_does_not_change_the_past(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A claim withdrawn and two voices joined after a count leave that count as it was; a new one sees both."""
    told(vault, take, me, KARUN, ALVAND)
    counting.define(vault, ARRESTS, me)
    first = counting.run(vault, "arrests", me)
    left, right, *_ = desk.weigh_vault(vault).voices
    desk.judge_origins(vault, left, right, "same", me)

    assert counting.again(vault, first.snapshot).sha256 == first.sha256
    assert counting.run(vault, "arrests", me).totals.confirmed == 0

    (person,) = desk.persons(vault)
    for one in desk.claims_about(vault, person):
        desk.withdraw(vault, (one.id,), vault.member, "wrong person")
    assert counting.again(vault, first.snapshot).sha256 == first.sha256
    assert counting.run(vault, "arrests", me).totals.counted == 0


def test_another_outcome_is_told(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A kept count whose hash is not that of its cases is an error that says so, and never a quiet other number."""
    told(vault, take, me, KARUN)
    counting.define(vault, ARRESTS, me)
    kept = counting.snapshots(vault) or (counting.run(vault, "arrests", me), *counting.snapshots(vault))[1:]
    false = replace(counting.snapshots(vault)[0], id="q" + "a" * 16, sha256="0" * 64)
    vault.append([[(false, "team")]])

    assert kept
    with pytest.raises(EvidenceError) as caught:
        counting.again(vault, false.id)
    assert caught.value.code == "count-not-the-same"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"what": "vanished"}, "word-unknown"),
        ({"what": "sentenced_to", "value": "dead"}, "word-unknown"),
        ({"standard": "certain"}, "word-unknown"),
        ({"gender": "x"}, "word-unknown"),
        ({"by": "luck"}, "count-by"),
        ({"since": "soon"}, "count-not-a-day"),
        ({"until": "2025-01-01"}, "count-days-crossed"),
        ({"grade": "Z9"}, "count-grade"),
        ({"origins": 0}, "count-origins"),
        ({"name": " "}, "count-name"),
    ],
)
def test_a_definition_that_cannot_be_is_refused(vault: Vault, me: desk.Reviewer, wrong: dict[str, object], code: str) -> None:
    """Nothing is kept of a definition with an unknown word or impossible days."""
    with pytest.raises(UsageError) as caught:
        counting.define(vault, replace(ARRESTS, **wrong), me)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert not counting.definitions(vault)


def test_a_later_definition_replaces_and_both_stay(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A count kept under an older wording is made again by that wording."""
    told(vault, take, me, KARUN)
    counting.define(vault, ARRESTS, me)
    first = counting.run(vault, "arrests", me)
    counting.define(vault, replace(ARRESTS, origins=1), me)

    assert counting.run(vault, "arrests", me).totals.confirmed == 1
    assert counting.again(vault, first.snapshot).totals.confirmed == 0
    assert [one.origins for one in counting.definitions(vault)] == [1]
    with pytest.raises(NotFoundError):
        counting.run(vault, "no such", me)


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".svg", ".png"])
def test_what_leaves_names_nobody(vault: Vault, take: Take, me: desk.Reviewer, tmp_path: Path, suffix: str, lang: str) -> None:
    """Tables and pictures hold figures and no name or id of a person, and that they left is noted."""
    told(vault, take, me, KARUN, ALVAND, OTHER)
    counting.define(vault, ARRESTS, me)
    found = counting.run(vault, "arrests", me)
    output = tmp_path / f"count{suffix}"
    (tmp_path / "net.csv").write_text("first,last\n2026-01-08,2026-01-27\n")

    export_count(vault, found, output, "solar-month", lang, tmp_path / "net.csv")

    data = output.read_bytes()
    assert len(data) > 100
    assert not any(word in data for word in (b"Arvand", b"Sepidkuh", b"Borzu", *(one.person.encode() for one in found.cases)))
    acts = [stored.record for stored in vault.of_kind("custody")]
    assert any(getattr(act, "remarks", "") == "export-count" for act in acts)
    if suffix == ".json":
        assert json.loads(data)["sha256"] == found.sha256
    if suffix == ".svg":
        assert ("دی ۱۴۰۴" if lang == "fa" else "Dey 1404") in data.decode()
    with pytest.raises(UsageError):
        export_count(vault, found, tmp_path / "count.doc", "month", lang)


def test_tables_for_estimates(vault: Vault, take: Take, me: desk.Reviewer, tmp_path: Path) -> None:
    """A line for each case with its day and first report, and a table of independent voices; neither file names anybody."""
    told(vault, take, me, KARUN, ALVAND, OTHER)
    counting.define(vault, ARRESTS, me)
    found = counting.run(vault, "arrests", me)

    left = export_reports(vault, found, tmp_path / "reports.csv")
    voices = export_lists(vault, found, tmp_path / "lists.csv", least=1)

    assert left == 0
    lines = (tmp_path / "reports.csv").read_text().split()
    assert sorted(lines) == ["2026-01-03,2026-02-01", "2026-01-09,2026-02-01", "event,report"]
    assert (tmp_path / "lists.csv").read_text().split() == ["L1,L2,count", "1,1,1", "1,0,1"]
    assert [many for _, many in voices] == [2, 1]

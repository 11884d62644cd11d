"""Alerts beyond claims: a source gone silent, a consent that fell; and notices that leave, which name nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from desks import STATEMENT, Take
from govah import desk
from govah.desk.alerts.alarming import fallen_consents, silence_of, silent_sources
from govah.desk.alerts.noticing import calendar, feed, notice, without_names
from govah.desk.cases.consenting import Terms, give, take_back
from govah.records import Capture, new_id
from govah.vault import Vault

NAME = "کاوه رستگار"
DAY = date(2026, 3, 1)
START = date(2026, 1, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "sr\r\nEND:VEVENT\r\nSUMMARY:x; <b>&\u202e"


def heard(vault: Vault, source: str, days: range) -> None:
    """Records that something came from a source on each of these days."""
    parts = [
        [(Capture(new_id("capture", vault.entropy), new_id("document", vault.entropy), vault.member,
                  f"{START + timedelta(days=day)}T10:00:00Z", "govah 0", "note", source=source), "sources")]
        for day in days
    ]  # fmt: skip
    vault.append(parts)


@pytest.mark.parametrize(
    ("days", "after", "usual"),
    [((0, 2, 4, 6), 13, None), ((0, 2, 4, 6), 14, 2), ((0, 7, 14, 21), 20, None), ((0, 7, 14, 21), 21, 7), ((0, 2, 4), 300, None),
     ((0, 2, 4, 6), 366, None)],
)  # fmt: skip
def test_when_a_source_is_silent(days: tuple[int, ...], after: int, usual: int | None) -> None:
    """Silent after three of its usual gaps and two weeks, where it was heard on four days; after a year it is history."""
    heard_on = [START + timedelta(days=day) for day in days]

    assert usual == silence_of(heard_on, heard_on[-1] + timedelta(days=after))


@given(st.sets(st.integers(0, 400), min_size=1, max_size=30), st.integers(0, 900))
def test_a_source_that_was_heard_today_is_not_silent(days: set[int], later: int) -> None:
    """Law: no silence on a day on which it was heard, and none told with a gap below a day."""
    heard_on = sorted(START + timedelta(days=day) for day in days)

    assert silence_of(heard_on, heard_on[-1]) is None
    usual = silence_of(heard_on, heard_on[-1] + timedelta(days=later))
    assert usual is None or usual >= 1


def test_a_silent_source_is_told_to_who_may_know_it(vault: Vault) -> None:
    """The alert names the source beside it and not in its key; without the compartment there is no alert at all."""
    heard(vault, "Golnar Tizpa", range(0, 20, 4))

    ((alert, voice),) = silent_sources(vault, START + timedelta(days=60))
    assert "Golnar Tizpa" == voice
    assert "Golnar" not in repr(alert)
    assert ["source-silent"] == [one.alert.kind for one in desk.watch(vault, START + timedelta(days=60))]

    vault.renounce("sources")
    assert [] == list(silent_sources(vault, START + timedelta(days=60)))


@pytest.fixture
def released(vault: Vault, take: Take, me: desk.Reviewer) -> str:
    """A reviewed person, released to the UN on a consent; gives the consent."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    made = give(vault, NAME, "un", me, Terms("family", "call"))
    desk.allow(vault, [NAME], "un")
    return made.id


def test_a_consent_that_fell_is_told_until_the_release_is_taken_back(vault: Vault, released: str, me: desk.Reviewer) -> None:
    """While a release stands on a consent that was taken back, somebody is warned."""
    person = desk.named(vault, NAME)
    assert [] == list(fallen_consents(vault, person, DAY))
    (release,) = take_back(vault, released, me, "danger").releases

    assert ["consent-fallen"] == [one.kind for one in fallen_consents(vault, person, DAY)]
    assert any(one.alert.kind == "consent-fallen" for one in desk.watch(vault, DAY))
    desk.deny(vault, release, "consent fell")
    assert [] == list(fallen_consents(vault, person, DAY))


@pytest.fixture
def raised(vault: Vault, released: str, me: desk.Reviewer) -> tuple[desk.Raised, ...]:
    """Alerts with a deadline, a source that is silent, and a person, all of which have names."""
    heard(vault, "Golnar Tizpa", range(0, 20, 4))
    desk.intervene(vault, NAME, HOSTILE, me, sent="2026-02-01", deadline="2026-03-05")
    found = desk.watch(vault, DAY)
    assert released
    assert {"deadline", "source-silent"} <= {one.alert.kind for one in found}
    return found


def test_a_calendar_and_a_feed_name_nobody(vault: Vault, raised: tuple[desk.Raised, ...]) -> None:
    """No name, id, mechanism, reason or claim of any alert is in what leaves; the same alert keeps its token."""
    files = [
        calendar(raised, DAY),
        calendar(raised, DAY, "fa", token=vault.origin_token),
        feed(raised, vault.clock(), token=vault.origin_token),
        notice(raised, "en"),
        repr(without_names(raised)),
    ]

    ids = {one for each in raised for one in (each.alert.person, each.alert.key, *each.alert.claims) if one}
    for text in files:
        assert not [word for word in (*NAME.split(), "Golnar", "Tizpa", "sr\r", "intervention", *ids) if word in text]
    assert feed(raised, "2026-03-01T00:00:00Z", token=str) != feed(raised, "2026-03-01T00:00:00Z", token=vault.origin_token)
    assert "DTSTART;VALUE=DATE:20260305" in files[0]


def test_names_leave_only_where_they_are_asked_for_and_break_nothing(vault: Vault, raised: tuple[desk.Raised, ...]) -> None:
    """With names asked for, hostile words stay within their line of a calendar and within their title of a feed."""
    told = {one.alert.key: f"{one.name} {HOSTILE} " + "ک" * 200 for one in raised}

    ics = calendar(raised, DAY, token=vault.origin_token, told=lambda one: told[one.alert.key])
    atom = feed(raised, vault.clock(), token=vault.origin_token, told=lambda one: told[one.alert.key])

    lines = ics.split("\r\n")
    events = lines.count("BEGIN:VEVENT")
    assert events == lines.count("END:VEVENT") == sum(line.startswith("SUMMARY:") for line in lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "کاوه" in ics.replace("\r\n ", "")
    titles = [str(each.text) for each in etree.fromstring(atom.encode()).iter(f"{ATOM}title")]
    assert len(titles) == len(raised) + 1
    assert not [title for title in titles if "\u202e" in title]


def test_a_mechanism_that_has_a_deadline_gets_it(vault: Vault, released: str, me: desk.Reviewer) -> None:
    """Sixty days after a communication was sent a reply is due, unless another day is given; an unknown mechanism has none."""
    own = desk.intervene(vault, NAME, "sr-executions", me, sent="2026-02-01")
    given_ = desk.intervene(vault, NAME, "wgad", me, sent="2026-02-01", deadline="2026-02-20")
    other = desk.intervene(vault, NAME, "a friend", me, sent="2026-02-01")
    step = desk.follow(vault, own.id, me, sent="2026-02-10")
    answered = desk.follow(vault, own.id, me, sent="2026-02-12", reply="no")

    assert ["2026-04-02", "2026-02-20", "", "2026-04-11", ""] == [
        one.deadline for one in (own, given_, other, step, answered)
    ]
    assert released


def test_the_appeal_window_stands_in_the_calendar(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A sentence that is told opens a deadline of twenty days, in the list and in the calendar, with its claim."""
    take("کاوه رستگار روز ۵ اسفند ۱۴۰۴ به اعدام محکوم شد.\n")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)

    found = [one for one in desk.watch(vault, DAY) if one.alert.reason.key == "alert-appeal"]

    assert len(found) == 1
    assert found[0].alert.claims
    assert "DTSTART;VALUE=DATE:20260316" in calendar(found, DAY)

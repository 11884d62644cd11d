"""What is not known, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from govah.weigh import Evidence, not_known
from govah.words import words

Tell = Callable[..., tuple[Evidence, ...]]
DAY = date(2026, 2, 20)


def reasons(evidence: tuple[Evidence, ...]) -> dict[str, str]:
    return {one.topic: one.reason.key for one in not_known(evidence, DAY)}


def test_nothing_told_leaves_every_topic(tell: Tell) -> None:
    """Of somebody of whom nothing is told, every topic of the vocabulary is unknown."""
    assert set(reasons(tell())) == set(words("topics"))


def test_facing_death_leaves_the_sentence_unknown(tell: Tell) -> None:
    """"Faces death" tells no sentence."""
    assert reasons(tell({"p": "faces_death_penalty", "by": "Karun Watch", "pub": "2026-02-10"}))["sentence"] == "nobody-says"


def test_a_denied_sentence_is_only_denied(tell: Tell) -> None:
    """A denial does not tell what the sentence is, and it is not the same as silence."""
    evidence = tell({"p": "sentenced_to", "v": "death", "s": "denied", "by": "the judiciary", "pub": "2026-02-10"})

    assert reasons(evidence)["sentence"] == "only-denied"


def test_a_source_that_says_unknown_is_named(tell: Tell) -> None:
    """What a source itself says is unknown bears the claim that says so."""
    evidence = tell({"p": "other", "v": "his present status", "s": "unknown", "by": "Karun Watch", "pub": "2026-02-10"})
    (present,) = [one for one in not_known(evidence, DAY) if one.topic == "present_state"]

    assert (present.reason.key, present.said_by) == ("source-says-unknown", ("c0",))


def test_old_news_leaves_the_present_unknown(tell: Tell) -> None:
    """After a silence the present state is unknown, with the length of the silence."""
    evidence = tell({"p": "arrested", "on": "2026-01-05", "by": "Karun Watch", "pub": "2026-01-07"})
    (present,) = [one for one in not_known(evidence, DAY) if one.topic == "present_state"]

    assert dict(present.reason.facts) == {"days": "44"}


def test_what_is_told_is_known(tell: Tell) -> None:
    """A dated arrest and a named charge, court and branch are no longer unknown; the judge is."""
    evidence = tell(
        {"p": "arrested", "on": "2026-01-05", "by": "Karun Watch", "pub": "2026-02-07"},
        {"p": "charged_with", "v": "moharebeh", "by": "Karun Watch", "pub": "2026-02-07"},
        {"p": "tried_by", "v": "Branch 2 of the Revolutionary Court", "by": "Karun Watch", "pub": "2026-02-07"},
    )
    found = reasons(evidence)

    assert not {"date_of_arrest", "charge", "court", "branch"} & set(found)
    assert "judge" in found

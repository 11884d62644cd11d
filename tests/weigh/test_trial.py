"""Fair-trial indicators: never a tick without a claim, never the authorities' word for their own fairness."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govah.weigh import Evidence, Finding
from govah.weigh.trial import VALUES, fair_trial, indicator_label
from govah.words import table

Tell = Callable[..., tuple[Evidence, ...]]
DAY = date(2026, 3, 1)
SENTENCE = {"p": "sentenced_to", "v": "death", "on": "2026-01-20", "by": "Karun Watch", "pub": "2026-01-21"}


def values(evidence: tuple[Evidence, ...], **more: Any) -> dict[str, str]:
    """Gives the value of each indicator."""
    return {one.name: one.value for one in fair_trial(evidence, DAY, **more)}


def lawyer(by: str, stance: str = "reported", **more: Any) -> dict[str, Any]:
    """Gives a claim that counsel was denied."""
    return {"p": "denied_lawyer", "s": stance, "by": by, "pub": "2026-02-01", **more}


@pytest.mark.parametrize(
    ("claims", "value"),
    [
        ([], "no-information"),
        ([lawyer("Karun Watch")], "alleged"),
        ([lawyer("Karun Watch"), lawyer("Zagros Committee")], "violated"),
        ([lawyer("Karun Watch"), lawyer("a rights group"), lawyer("")], "alleged"),
        ([lawyer("Karun Watch"), lawyer("Zagros Committee", "alleged")], "alleged"),
        ([lawyer("Karun Watch"), lawyer("Zagros Committee", r=False)], "alleged"),
        ([lawyer("Karun Watch"), lawyer("Zagros Committee"), lawyer("the judiciary", "denied")], "alleged"),
        ([lawyer("the judiciary", "denied")], "no-information"),
        ([lawyer("his mother", "denied")], "respected"),
        ([lawyer("his mother", "unknown")], "no-information"),
    ],
)
def test_counsel(claims: list[dict[str, Any]], value: str, tell: Tell) -> None:
    """Two voices that nobody denies make a breach; one, a copy, a rumour or a script does not; a state does not clear itself."""
    assert values(tell(SENTENCE, *claims))["iccpr-14-3-b"] == value


def test_one_claim_is_not_on_both_sides(tell: Tell) -> None:
    """Words that tell a breach do not tell beside it that the rule was kept."""
    told = lawyer("Karun Watch", quote="denied a lawyer, he was not questioned in the presence of his lawyer")
    (found,) = [one for one in fair_trial(tell(SENTENCE, told), DAY) if one.name == "iccpr-14-3-b"]

    assert (found.breach, found.kept) == (("c1",), ())


def test_a_finding_of_two_people_is_enough(tell: Tell) -> None:
    """What two people found from one voice stands as violated."""
    found = values(tell(SENTENCE, lawyer("Karun Watch")), findings=[Finding("denied_lawyer", "", ("a1", "a2"))])

    assert found["iccpr-14-3-b"] == "violated"


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("iccpr-9-1", "plainclothes men took him without a warrant"),
        ("iccpr-9-1", "مأموران او را بدون ارائهٔ حکم بردند"),
        ("iccpr-14-1", "the court sat behind closed doors"),
        ("iccpr-14-2", "اعترافات تلویزیونی او پخش شد"),
        ("iccpr-14-3-d", "he was sentenced in absentia"),
        ("ecosoc-9", "he was hanged in public"),
    ],
)
def test_words_of_a_claim(name: str, quote: str, tell: Tell) -> None:
    """A breach told in the words of a quotation is found, in both languages."""
    claim = {"p": "other", "v": "x", "by": "Karun Watch", "pub": "2026-02-01", "quote": quote}

    assert values(tell(SENTENCE, claim))[name] == "alleged"


def test_an_appeal_that_was_heard(tell: Tell) -> None:
    """That a higher court upheld a sentence shows a review, whoever tells it; whether the trial was fair it does not."""
    found = values(tell(SENTENCE, {"p": "sentence_upheld", "v": "death", "by": "the judiciary", "pub": "2026-02-01"}))

    assert (found["iccpr-14-5"], found["ecosoc-6"], found["ecosoc-5"]) == ("respected", "respected", "no-information")


@pytest.mark.parametrize(("charge", "value"), [("moharebeh", "alleged"), ("murder", "no-information"), ("", "no-information")])
def test_the_most_serious_crimes(charge: str, value: str, tell: Tell) -> None:
    """A death sentence where charges are told and none is a killing breaches 6(2); where no charge is told nothing is known."""
    charges = [{"p": "charged_with", "term": charge, "by": "Karun Watch", "pub": "2026-01-10"}] if charge else []

    assert values(tell(SENTENCE, *charges))["iccpr-6-2"] == value


def test_acquitted_and_then_sentenced(tell: Tell) -> None:
    """A sentence by one court after another acquitted is shown under ne bis in idem, with both claims."""
    acquitted = {"p": "other", "term": "acquitted", "on": "2026-01-01", "by": "Zagros Committee", "pub": "2026-01-02"}
    (found,) = [one for one in fair_trial(tell(acquitted, SENTENCE), DAY) if one.name == "iccpr-14-7"]

    assert (found.value, len(found.breach)) == ("alleged", 2)


def test_those_of_capital_cases_only_there(tell: Tell) -> None:
    """Of somebody in no danger of death nothing is said about the death penalty."""
    found = values(tell({"p": "arrested", "by": "Karun Watch", "pub": "2026-01-10"}))

    assert "iccpr-9-1" in found
    assert "ecosoc-1" not in found


@given(
    claims=st.lists(
        st.fixed_dictionaries(
            {
                "p": st.sampled_from(("denied_lawyer", "tortured", "sentence_upheld", "arrested", "other", "sentenced_to")),
                "s": st.sampled_from(("asserted", "reported", "alleged", "denied", "unknown")),
                "by": st.sampled_from(("Karun Watch", "Zagros Committee", "the judiciary", "", "his mother")),
                "v": st.sampled_from(("death", "without a warrant", "in absentia", "")),
                "r": st.booleans(),
                "pub": st.just("2026-02-01"),
            }
        ),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_tick_without_a_claim(claims: list[dict[str, Any]], tell: Tell) -> None:
    """Every value but "no information" names claims; a breach never stands on denials, on a script or on one voice alone."""
    evidence = tell(*claims)
    by_id = {one.claim.fact.id: one for one in evidence}
    for one in fair_trial(evidence, DAY):
        assert one.value in VALUES
        assert (one.value == "no-information") or one.breach or one.kept or one.denials
        assert not any(by_id[id_].claim.fact.stance.value in ("denied", "unknown") for id_ in one.breach)
        assert one.value != "violated" or (one.origins > 1 and sum(by_id[id_].reviewed for id_ in one.breach) > 1)


def test_the_table_reads_in_both_languages() -> None:
    """Each row has its article and its words in both languages, and what it borrows from exists."""
    rows = table("reading/weigh/fairtrial")
    for name, row in rows.items():
        assert row["article"]
        assert all(indicator_label(name, lang) for lang in ("en", "fa"))
        assert set(row.get("as", ())) <= set(rows)

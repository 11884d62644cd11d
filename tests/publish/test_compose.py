"""The words of a dossier: what each page says, in both languages, before anybody sets it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govah.errors import PublishError
from govah.publish import DossierSide, sheet
from publish.sample import ARREST, DENIED, FACTS, FAMILY, dossier


def test_dates_are_in_both_calendars_and_stay_vague() -> None:
    """A date is shown in the reader's calendar first, then in the other; what is vague stays so."""
    english, persian = (sheet(dossier(), lang).facts[1].when for lang in ("en", "fa"))

    assert ("21 January – 19 February 2026", "Bahman 1404") == english
    assert "بهمن ۱۴۰۴" == persian[0]


def test_name_is_first_in_the_readers_letters() -> None:
    """Each reader sees first the form of the name that they can read."""
    assert ("Sohrab Tavangar", "سهراب توانگر") == tuple(sheet(dossier(), lang).name.text for lang in ("en", "fa"))


def test_notes_are_numbered_in_the_order_of_reading() -> None:
    """The numbers of the notes rise as one reads."""
    made = sheet(dossier(), "en")
    order = [note for item in (*made.identity, *made.facts) for line in item.lines for note in line.notes]

    assert list(range(1, len(made.notes) + 1)) == order


def test_withheld_source_is_told_with_its_commitment_and_no_words() -> None:
    """A withheld source shows that it exists and what it commits to."""
    made = sheet(dossier(), "en")
    note = next(one for one in made.notes if any(run.text == FAMILY.id for row in one.rows for run in row.runs))

    assert (None, "source withheld (source A)") == (note.quote, note.withheld)
    assert FAMILY.basis.commitment in [run.text for row in note.rows for run in row.runs]  # type: ignore[union-attr]


def test_denial_is_a_line_of_its_own() -> None:
    """A denial never reads as support: it stands apart, warned, with its own note."""
    made = sheet(dossier(), "en")
    lines = made.facts[3].lines
    place = [claim.id for claim in dossier().claims].index(DENIED.id) + 1

    assert [(False, (8,)), (True, (place,))] == [(line.warned, line.notes) for line in lines]


def test_unreviewed_facts_need_a_draft() -> None:
    """What only a script accepted is refused outside a draft."""
    with pytest.raises(PublishError) as raised:
        sheet(replace(dossier(draft=True), draft=False), "en")

    assert "only-unreviewed" == raised.value.code


def test_document_that_no_released_quotation_cites_is_not_told() -> None:
    """A document that nothing cites is not shown or counted, so nobody learns that it exists."""
    made = dossier()
    extra = replace(made.documents[0], number=9, name="uncited.pdf")
    shown = sheet(replace(made, documents=(*made.documents, extra)), "en")

    assert shown == sheet(made, "en")


def test_quotation_without_its_document_is_refused() -> None:
    """A quotation whose sealed document is not listed is refused: no fact without its source."""
    made = dossier()
    with pytest.raises(PublishError) as raised:
        sheet(replace(made, documents=made.documents[1:]), "en")

    assert "dossier-inconsistent" == raised.value.code


def test_claims_that_are_not_in_it_are_not_pointed_at() -> None:
    """A state or contradiction that names a claim outside of the dossier shows no trace of it."""
    made = dossier()
    state = replace(made.states[0], claims=("cunreleasedclaimid", ARREST.id))
    side = replace(made.contradictions[0].left, claims=("cunreleasedclaimid",))
    clash = replace(made.contradictions[0], left=side)
    shown = sheet(replace(made, states=(state,), contradictions=(clash,)), "en")

    assert (4,) == shown.status[0].notes
    assert "cunreleasedclaimid" not in repr(shown)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_every_message_is_filled_in(lang: str) -> None:
    """No sentence keeps a gap or shows its code."""
    shown = repr(replace(sheet(dossier(draft=True), lang), page_of=""))

    assert "{" not in shown
    assert "dossier." not in shown
    assert "weigh." not in shown


def test_persian_sheet_has_no_latin_digits_of_ours() -> None:
    """Counts, days and note numbers are in Persian digits."""
    made = sheet(dossier(), "fa")
    counts = [*(age.figure for age in made.ages), *(note.shown for note in made.notes)]
    ours = [*made.notices, *counts, made.heads.status, made.running]

    assert [] == [one for one in ours if any("0" <= letter <= "9" for letter in one)]


@pytest.mark.parametrize(
    ("says", "english", "persian"),
    [
        ("2026-01-10", "10 January 2026 (20 Dey 1404)", "۲۰ دی ۱۴۰۴ (۱۰ ژانویهٔ ۲۰۲۶)"),
        ("faces_death_penalty", "Faces the death penalty", "در خطر مجازات اعدام"),
        ("denied", "Denied", "تکذیب شده"),
        ("کیومرث", "کیومرث", "کیومرث"),
    ],
)
def test_side_of_a_contradiction_is_in_words(says: str, english: str, persian: str) -> None:
    """A side that is a date, a word of the vocabulary or words as written reads as such, never as a code."""
    clash = replace(dossier().contradictions[0], left=DossierSide(says, (ARREST.id,)))
    made = replace(dossier(), contradictions=(clash,))

    assert (english, persian) == tuple(sheet(made, lang).clashes[0].left.says.text for lang in ("en", "fa"))


def test_words_of_a_source_stand_as_a_quotation() -> None:
    """What an event's value says in a source's own words is between quotation marks; a word of the vocabulary is not."""
    fact = replace(FACTS[2], values=("the usual charge", "moharebeh"))
    made = sheet(replace(dossier(), facts=(fact, *FACTS[:2], *FACTS[3:])), "en")

    assert ["“the usual charge”", "enmity against God (moharebeh)"] == [run.text for run in made.facts[0].values]


def test_places_are_named_once_and_by_their_own_name() -> None:
    """A place known to the vocabulary reads by its label, and what reads alike is told once."""
    fact = replace(FACTS[0], where=("evin", "evin", "Borujen"))
    made = sheet(replace(dossier(), facts=(fact, *FACTS[1:])), "fa")

    assert 2 == len(made.facts[0].places)
    assert "evin" not in [run.text for run in made.facts[0].places]


def test_names_that_read_alike_are_told_once() -> None:
    """Two spellings that differ only in letters that look the same are one name on the page."""
    made = sheet(replace(dossier(), other_names=("سهراب توانگر", "سهراب توانگر".replace("ی", "ي"), "S. Tavangar")), "en")

    assert ["سهراب توانگر", "S. Tavangar"] == [run.text for run in made.other_names]

"""Search: one script finds the other, times by overlap, and nothing that this device may not read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk.retrieval.locating import locate
from govah.errors import UsageError
from govah.text import fold, sound_key
from govah.vault import Vault
from govah.vault.wording import times_of, times_within

NAME = "کاوه رستگار"
DAY = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.fixture
def filled(vault: Vault, take: Take, me: desk.Reviewer) -> Vault:
    """One report, read and accepted."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    return vault


def persons_of(found: desk.Found) -> list[str]:
    """Gives the names of the persons found."""
    return [one.name for one in found.persons]


@pytest.mark.parametrize(
    "typed", [NAME, "كاوه رستگار", "کاوه\u200cرستگار", "Kaveh Rastegar", "rastegar", "Kave Rastgar", "رستگار کاوه"]
)
def test_a_name_is_found_however_it_is_typed(filled: Vault, typed: str) -> None:
    """Either script, Arabic letters, a ZWNJ, another spelling and another order find the person and the passage."""
    found = desk.find_all(filled, desk.Query(typed))

    assert [NAME] == persons_of(found)
    assert {"کاوه", "رستگار"} & set(found.passages[0].words.split())


def test_a_passage_stands_where_it_says(filled: Vault, take: Take) -> None:
    """What is shown is to the letter the stretch of the text that is named, though marks and other letters were typed there."""
    text = "پس از آن حُسَين كريمي در بند ۱۲۳ بود."
    take(text, "other.txt")

    found = desk.find_all(filled, desk.Query("Hossein Karimi"))

    (hit,) = found.passages
    assert "حُسَين كريمي" == hit.words == text[hit.start : hit.end]
    assert "۱۲۳" == desk.find_all(filled, desk.Query("123")).passages[0].words


def test_one_given_name_is_not_another(vault: Vault, take: Take) -> None:
    """Hossein finds Hussein and حسین, and not Hassan, though they have the same consonants."""
    for at, name in enumerate(("Hussein", "حسین", "Hassan", "حسن")):
        take(f"{name} Rudkhaneh", f"{at}.txt")

    found = desk.find_all(vault, desk.Query("Hossein"))

    assert {"Hussein", "حسین"} == {hit.words for hit in found.passages}


@pytest.mark.parametrize(
    ("since", "until", "is_found"),
    [
        (date(2026, 1, 10), date(2026, 1, 10), True),
        (date(2026, 1, 1), date(2026, 1, 9), False),
        (date(2026, 1, 11), date(2026, 2, 1), False),
        (None, date(2026, 1, 10), True),
        (date(2026, 1, 11), None, False),
        (date(2020, 1, 1), date(2030, 1, 1), True),
    ],
)
def test_times_are_found_by_overlap(filled: Vault, since: date | None, until: date | None, is_found: bool) -> None:
    """A claim of one day is found by each span that holds the day, and by no other."""
    found = desk.find_all(filled, desk.Query(filters=desk.Filters(since=since, until=until, predicate="arrested")))

    assert is_found == bool(found.claims)
    assert is_found == bool(found.persons)


@pytest.mark.parametrize(
    "filters",
    [
        desk.Filters(charge="moharebeh"),
        desk.Filters(charge="محاربه"),
        desk.Filters(place="Arak", predicate="arrested"),
        desk.Filters(place="زندان مرکزی اراک"),
        desk.Filters(source="Didban Alborz"),
        desk.Filters(stance="reported"),
        desk.Filters(stage="charged"),
    ],
)
def test_claims_are_found_by_what_they_say(filled: Vault, filters: desk.Filters) -> None:
    """A charge, a place, a voice, a stance and a stage each find the person, with the words of the claim."""
    found = desk.find_all(filled, desk.Query(filters=filters))

    assert [NAME] == persons_of(found)
    assert all(claim.quote in STATEMENT for claim in found.claims)
    assert found.claims == desk.find_all(filled, desk.Query("Rastegar", filters)).claims
    assert () == desk.find_all(filled, desk.Query("Sepidkuh", filters)).persons


def test_what_was_withdrawn_is_not_found(filled: Vault) -> None:
    """A withdrawn claim is found by no filter."""
    wanted = desk.Query(filters=desk.Filters(charge="moharebeh"))
    (claim,) = desk.find_all(filled, wanted).claims

    desk.withdraw(filled, (claim.id,), filled.member, "mistaken")

    assert () == desk.find_all(filled, wanted).claims


def test_a_search_tells_nothing_of_sources_to_who_may_not_read_them(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """Without the compartment neither the text, nor the voice, nor who told is found; the fact is, with its source withheld."""
    take(FAMILY, note=True, source="Golnar Tizpa")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    by_source = desk.Query(filters=desk.Filters(source="Golnar Tizpa"))
    assert desk.find_all(vault, by_source).claims

    vault.renounce("sources")

    assert () == desk.find_all(vault, by_source).claims
    assert () == desk.find_all(vault, desk.Query("مادرش")).passages
    assert () == desk.find_all(vault, desk.Query("Golnar Tizpa")).passages
    claims = desk.find_all(vault, desk.Query(filters=desk.Filters(predicate="tortured"))).claims
    assert {("", "", ())} == {(claim.quote, claim.document, claim.voices) for claim in claims}
    spelt = [term for (term,) in vault.connection.execute("SELECT term FROM spelling")]
    assert not {"مادرش", "golnar", "tizpa"} & set(spelt)


@pytest.mark.parametrize(
    "query",
    [
        desk.Query(), desk.Query(" \u200c "), desk.Query('"'), desk.Query("x", kinds=("voice",)),
        desk.Query(filters=desk.Filters(stage="no such stage")),
    ],
)
def test_what_cannot_be_asked(filled: Vault, query: desk.Query) -> None:
    """A search for nothing, and a word that the vocabulary does not know, is an error and not an empty answer."""
    with pytest.raises(UsageError):
        desk.find_all(filled, query)


@pytest.mark.parametrize("words", ["a* OR b", "NEAR(a b)", "zzparrested", "\u202e\u0000x", "ک" * 5_000, "a " * 5_000])
def test_hostile_words_are_words(filled: Vault, words: str) -> None:
    """Whatever is typed is searched for as words: no operator of the index, and nothing found by an inner mark of it."""
    assert () == desk.find_all(filled, desk.Query(words)).persons


@given(DAY, DAY, DAY, DAY)
def test_times_that_overlap_share_a_mark(one: date, other: date, third: date, fourth: date) -> None:
    """Law: two spans that overlap have a marked word in common, so the index loses none."""
    first, last = sorted((one, other))
    since, until = sorted((third, fourth))

    if first <= until and since <= last:
        assert set(times_of(first, last)) & set(times_within(since, until))
    assert set(times_of(None, last)) & set(times_within(since, until))


@given(st.text(alphabet="ابپتجچحخدرزسشعغفقکگلمنوهیabdehimnorsz", min_size=2, max_size=9), st.text(max_size=30))
def test_a_word_is_located_to_the_letter(word: str, before: str) -> None:
    """Law: a word that stands in a text is found there, and what is found folds to it."""
    found = locate(f"{before} {word} {before}", [[fold(word)]])

    assert found is not None
    assert fold(f"{before} {word} {before}"[found.start : found.end]) == fold(word)


@pytest.mark.parametrize(
    ("latin", "persian"),
    [("Hossein", "حسین"), ("Yahya", "یحیی"), ("Khadijeh", "خدیجه"), ("Zhila", "ژیلا"), ("Ghasem", "قاسم"), ("Fatemeh", "فاطمه")],
)
def test_both_scripts_sound_alike(latin: str, persian: str) -> None:
    """The usual spelling of a name in either script has one key."""
    assert sound_key(fold(latin)) == sound_key(fold(persian)) != ""

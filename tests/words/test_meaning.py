"""A lint of meaning: the vocabulary says each thing once, in two languages, and refers to nothing that is not there."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest

from gathering import hold
from govah.errors import UsageError
from govah.records import Stance
from govah.words import KINDS, Word, words
from govah.words.loader import COMPILED
from govah.words.lookup import key_of
from govah.words.specs import OF_KIND

ALL: Final[tuple[Word, ...]] = tuple(one for kind in KINDS() for one in words(kind).values())
SHARED_VARIANTS: Final = {
    "predicates": {"محکوم شد"},
    "occupations": set[str](),
}
"""Spellings that two words of a kind may share, by kind: nobody can tell them apart without the sentence around them."""
FREE: Final = {"unknown", "sought", "summoned", "retrial_sought", "awaiting_execution", "stayed", "commuted", "acquitted"}
"""States that no predicate of today opens; reading them comes with the predicates that say them."""


def name_of(one: Word) -> str:
    """Gives a word's place in the vocabulary."""
    return f"{one.kind}/{one.name}"


def test_every_folder_is_a_kind() -> None:
    """Every folder of words has its entry among the kinds and its keys among the specs, and no entry lacks its folder."""
    folders = {path.stem for path in COMPILED.glob("*.json")}
    kinds = {name for name in folders if name.split("-")[0] not in {"errors", "messages", "reading"}}

    assert kinds == set(words("kinds")) == set(OF_KIND)


def speaks_both_languages(one: Word) -> None:
    """A word is told in English and in Persian, each as it is written."""
    persian = [one.label["fa"], one.description["fa"], one.example.get("fa", ""), *one.variants.get("fa", ())]

    assert re.search("[آ-ی]", one.label["fa"]) or one.kind.startswith("grades")
    assert one.description["en"].endswith((".", "?", "”"))
    assert one.description["fa"].endswith((".", "؟", "»"))
    assert not re.search("[يكى]", " ".join(persian))
    assert not re.search(r"[؀-ۿ][,;?]", " ".join(persian))


def test_a_word_speaks_both_languages() -> None:
    """Label and description stand in English and in Persian, a description is a sentence, and no Arabic letter stands in it."""
    hold(ALL, speaks_both_languages, name_of)


@pytest.mark.parametrize("kind", KINDS())
def test_no_label_twice(kind: str) -> None:
    """No two words of a kind have the same label, in either language."""
    twice = [
        (lang, text)
        for lang in ("en", "fa")
        for text, count in Counter(key_of(one.label[lang]) for one in words(kind).values()).items()
        if count > 1
    ]

    assert [] == twice


@pytest.mark.parametrize("kind", [kind for kind in KINDS() if kind not in {"roles", "topics", "source_types", "tallies"}])
def test_no_spelling_means_two_things(kind: str) -> None:
    """No spelling belongs to two words of a kind, save those listed by name."""
    homes: dict[str, set[str]] = {}
    for one in words(kind).values():
        for form in [*one.label.values(), *(form for forms in one.variants.values() for form in forms)]:
            homes.setdefault(key_of(form), set()).add(one.name)
    allowed = {key_of(form) for form in SHARED_VARIANTS.get(kind, ())}

    assert {} == {form: names for form, names in homes.items() if len(names) > 1 and form not in allowed}


def test_what_a_word_refers_to_exists() -> None:
    """Every word that another one names is in the vocabulary."""
    pointing = {
        "entered_by": "predicates", "next": "stages", "predicates": "predicates", "attributes": "attributes", "terms": "kinds",
        "predicate": "predicates", "see": "terms",
    }  # fmt: skip
    lost = [
        f"{name_of(one)}: {key}: {name}"
        for one in ALL
        for key, kind in pointing.items()
        if key in one.more
        for name in ([one.more[key]] if isinstance(one.more[key], str) else one.more[key])
        if name not in words(kind)
    ]

    assert [] == lost


def test_no_orphans() -> None:
    """Every state can be reached, and every state but a last one leads somewhere."""
    stages = words("stages")
    followed = {name for one in stages.values() for name in one.more.get("next", ())}
    entered = {name for name, one in stages.items() if one.more.get("entered_by")}

    assert set(stages) == followed | entered | {"sought", "unknown", "summoned"}
    assert {"executed", "killed", "died_in_custody"} == {name for name, one in stages.items() if one.more.get("terminal")}
    assert {name for name in stages if name not in entered} == FREE
    assert not [name for name, one in stages.items() if one.more.get("terminal") and one.more.get("next")]


def test_every_predicate_is_asked_for_or_stands_alone() -> None:
    """Each predicate opens a state or answers a topic, or is named here as one that does neither."""
    used = {name for one in words("stages").values() for name in one.more.get("entered_by", ())}
    used |= {name for one in words("topics").values() for name in one.more.get("predicates", ())}

    assert {"carried_out_by", "impugned_act", "ordered_by", "other"} == set(words("predicates")) - used


def test_the_gravest_predicates_are_marked() -> None:
    """What does the worst harm when invented is marked grave, and what nothing can follow is marked terminal."""
    predicates = words("predicates")
    grave = {
        "executed",
        "killed",
        "died_in_custody",
        "sentenced_to",
        "sentence_upheld",
        "released",
        "released_on_bail",
        "forced_confession",
    }

    assert grave == {name for name, one in predicates.items() if one.more.get("grave")}
    assert {"executed", "killed", "died_in_custody"} == {name for name, one in predicates.items() if one.more.get("terminal")}


def test_stances_are_those_of_the_records() -> None:
    """The words for stances are the stances that a claim can have."""
    assert {stance.value for stance in Stance} == set(words("stances"))


def test_a_law_bears_the_mark_of_its_certainty() -> None:
    """Whoever reads an article number also reads how sure we are of it."""
    assert [] == [name_of(one) for one in ALL if ("law" in one.more) != ("certainty" in one.more) and one.kind != "prisons"]


def test_words_of_a_missing_kind_are_an_error() -> None:
    """A kind is never empty by mistake."""
    with pytest.raises(UsageError):
        words("chargse")

"""Independent voices: copies are not witnesses, and doubt makes one voice of two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from govah.records import Claim
from govah.weigh import Evidence, Ties, voice_key, voices

Tell = Callable[..., tuple[Evidence, ...]]
ARREST = {"p": "arrested", "pub": "2026-02-03"}
LONG = "officers led the young conscript away from the dormitory three days after he had put his rifle down in front of the crowd"


def count(evidence: tuple[Evidence, ...]) -> int:
    return len(voices(evidence))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karun Watch", "Karun Watch"),
        ("Karun Watch", "the Karun Watch"),
        ("Karun Human Rights Society (KHRS)", "KHRS"),
        ("Karun Human Rights Society", "KHRS"),
        ("Karun Human Rights Society (KHRS)", "Karun Hope and Rights Syndicate (KHRS)"),
        ("Karun Rights Committee", "Karun Rights Comittee"),
        ("Karun Rights Committee", "Karun Rights Committee's Ahvaz office"),
        ("HRANA", "Human Rights Activists News Agency"),
        ("هرانا", "HRANA"),
        ("خبرگزاری هرانا", "Human Rights Activists in Iran (HRAI)"),
        ("Karun Watch", "دیده‌بان کارون"),
        ("دیده‌بان حقوق کارون (KRW)", "Karun Rights Watch"),
        ("witnesses", "an informed source"),
        ("a Telegram channel", "social media users"),
        ("منابع آگاه", "شاهدان عینی"),
        ("local sources in Arak", "Kurdish activists"),
        ("two informed sources", "human rights campaigners"),
        ("a source close to the family", "his father Yarali"),
        ("مادر یزدگرد هیرمندی", "Hirmandi's mother"),
        ("این نهاد", "گزارش‌های رسیده"),
        ("his mother", "خانواده او"),
        ("the judiciary spokesman", "Arak's prosecutor"),
        ("دادستان اراک", "the judiciary"),
        ("", "Karun Watch"),
        ("", ""),
        ("witnesses", "Karun Watch"),
    ],
)
def test_one_voice(one: str, other: str, tell: Tell) -> None:
    """One body under two names, a copy that names nobody, and voices that cannot be told apart count once."""
    evidence = tell(ARREST | {"by": one}, ARREST | {"by": other})

    assert count(evidence) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karun Watch", "Zagros Committee"),
        ("Iran Human Rights (IHRNGO)", "Iran Human Rights Society (IHRS)"),
        ("HRANA", "Hengaw"),
        ("هرانا", "هه‌نگاو"),
        ("HRANA", "هه‌نگاو"),
        ("Karun Watch", "his mother"),
        ("Karun Watch", "the judiciary"),
    ],
)
def test_two_voices(one: str, other: str, tell: Tell) -> None:
    """Bodies that are surely two stay two."""
    evidence = tell(ARREST | {"by": one}, ARREST | {"by": other})

    assert count(evidence) == 2


def test_twenty_copies_are_one_voice(tell: Tell) -> None:
    """A statement and twenty pages that repeat it, some without naming it, are one voice in twenty-one documents."""
    copies = [ARREST | {"by": "Karun Watch" if number % 2 else ""} for number in range(20)]
    found = voices(tell(ARREST | {"by": "Karun Watch", "pub": "2026-02-01"}, *copies))

    assert [(voice.name, len(voice.documents)) for voice in found] == [("Karun Watch", 21)]


def test_the_same_long_passage_is_one_voice_under_two_names(tell: Tell) -> None:
    """A passage taken over word by word is a copy whoever is said to have said it."""
    copy = ARREST | {"by": "Zagros Committee", "quote": LONG + ", it said"}
    evidence = tell(ARREST | {"by": "Karun Watch", "quote": LONG}, copy)

    assert [joining.reason for voice in voices(evidence) for joining in voice.joinings] == ["same-words"]


def test_a_short_formula_is_no_copy(tell: Tell) -> None:
    """Few words that anybody would use do not make one voice of two bodies."""
    said = ARREST | {"quote": "he was arrested"}
    evidence = tell(said | {"by": "Karun Watch"}, said | {"by": "Zagros Committee"})

    assert count(evidence) == 2


def test_equal_tokens_are_one_voice_and_withheld_sources_count(tell: Tell) -> None:
    """Where the basis is withheld the opaque token alone tells voices apart."""
    seen = tell(ARREST | {"by": "Karun Watch"}, ARREST, ARREST, ARREST)
    tokens = ("t1", "t2", "t2", "t3")
    hidden = tuple(
        replace(one, claim=Claim(replace(one.claim.fact, origin=token), one.claim.basis if number == 0 else None), document="")
        for number, (one, token) in enumerate(zip(seen, tokens, strict=True))
    )

    assert count(hidden) == 3


def test_a_note_told_to_the_desk_is_a_voice(tell: Tell) -> None:
    """Somebody who told the desk is a voice of their own, also where the words name nobody."""
    page, note = tell(ARREST | {"by": "Karun Watch"}, ARREST)

    assert count((page, replace(note, told_to_desk=True))) == 2


def test_the_family_in_a_page_may_be_who_told_the_desk(tell: Tell) -> None:
    """The mother quoted in a page and a person who told the desk are one voice until somebody says otherwise."""
    page, note = tell(ARREST | {"by": "his mother"}, ARREST)

    assert count((page, replace(note, told_to_desk=True))) == 1


def test_what_witnesses_tell_a_body_is_that_body_s(tell: Tell) -> None:
    """The innermost named body of a chain is the voice; its unnamed witnesses are not further ones."""
    one, other = tell(ARREST, ARREST)
    chains = ("The Courier", "Karun Watch", "witnesses"), ("Peyk", "Karun Watch")
    chained = [
        replace(item, claim=Claim(item.claim.fact, replace(item.claim.basis, attribution=chain)))
        for item, chain in zip((one, other), chains, strict=True)
        if item.claim.basis
    ]

    assert [voice.name for voice in voices(chained)] == ["Karun Watch"]


def test_every_joining_that_doubt_made_says_so(tell: Tell) -> None:
    """A joining by likeness is marked doubtful, so that a person can cut it; one by name is not."""
    evidence = tell(ARREST | {"by": "Karun Watch"}, ARREST | {"by": "Karun Watch"}, ARREST | {"by": ""})

    assert {joining.reason: joining.doubtful for voice in voices(evidence) for joining in voice.joinings} == {
        "same-name": False,
        "no-source-named": True,
    }


def tied(one: Evidence, **ties: set[str]) -> Evidence:
    """Gives evidence with ties."""
    return replace(one, ties=Ties(**{name: frozenset(marks) for name, marks in ties.items()}))


@pytest.mark.parametrize(
    "nobody",
    [
        "a rights group", "a human rights group", "One", "Several media", "activists", "human rights campaigners",
        "An Iranian opposition group", "International human rights organizations", "Both journalists", "Those close to him",
        "We", "They", "Two Kurdish activists", "a Persian-language statement", "several Norway-based groups",
        "Human rights groups", "the media", "some outlets", "available information",
        "یک گروه حقوق بشری", "برخی منابع", "یک سازمان حقوق بشری کرد", "چند رسانه", "رسانه‌های حقوق بشری", "فعالان",
        "دو منبع آگاه", "شماری از فعالان", "یکی از زندانیان", "منابع حقوق بشری", "گروه‌های حقوق بشر", "یک منبع مطلع در زندان",
        "رسانه‌های داخلی",
    ],
)  # fmt: skip
def test_nobody_is_never_a_voice_beside_a_body(nobody: str, tell: Tell) -> None:
    """What names nobody adds no voice to that of the body that is named."""
    assert count(tell(ARREST | {"by": nobody}, ARREST | {"by": "Karun Watch"})) == 1


@pytest.mark.parametrize(
    "called",
    [
        "HRANA News Service", "سایت هرانا", "پایگاه خبری هرانا", "ارگان خبری مجموعه فعالان حقوق بشر در ایران",
        "the HRANA news agency", "the US-based Human Rights Activists in Iran group", "HRANA director Kaveh Sepehrvand",
    ],
)  # fmt: skip
def test_a_listed_body_under_every_name(called: str, tell: Tell) -> None:
    """A listed organisation is itself with a plain word or a spokesman beside its name, in both scripts, beyond doubt."""
    (voice,) = voices(tell(ARREST | {"by": called}, ARREST | {"by": "HRANA"}))

    assert [joining.doubtful for joining in voice.joinings] == [False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran Human Rights Documentation Center", "HRANA"),
        ("Iran International", "Iran Human Rights"),
        ("the US government", "Iran's judiciary"),
        ("سازمان «کارون سبز»", "هه‌نگاو"),
    ],
)
def test_a_title_is_a_name(one: str, other: str, tell: Tell) -> None:
    """Words that open like nobody and stand as a title name a body; another state's office is no organ of this one."""
    assert count(tell(ARREST | {"by": one}, ARREST | {"by": other})) == 2


def test_a_copy_of_a_page_adds_no_voice(tell: Tell) -> None:
    """A page that repeats another, or tells it in another language, is not a voice beside it, also where it is somebody's own."""
    page, copy = tell(ARREST | {"by": "Karun Watch"}, ARREST)
    copy = replace(copy, first_hand="Zagros Committee", told_to_desk=True)
    assert count((page, copy)) == 2

    (voice,) = voices((tied(page, copied={"1 2"}), tied(replace(copy, first_hand=""), copied={"1 2"})))

    assert [(joining.reason, joining.doubtful) for joining in voice.joinings] == [("copied", True)]


def test_two_bodies_quoted_in_a_digest_stay_two(tell: Tell) -> None:
    """A page that repeats two statements is bound to both, and does not make one of the bodies behind them."""
    one, other, third = tell(ARREST | {"by": "Karun Watch"}, ARREST | {"by": "Zagros Committee"}, ARREST | {"by": "Karun Watch"})

    assert count((tied(one, copied={"1 3"}), tied(other, copied={"2 3"}), tied(third, copied={"1 3", "2 3"}))) == 2


def test_a_person_joins_and_cuts(tell: Tell) -> None:
    """What a person judged one is one, and what they cut stays apart, whatever else would join the two."""
    one, other = tell(ARREST | {"by": "Karun Watch"}, ARREST | {"by": "Zagros Committee"})
    assert count((tied(one, same={"x"}), tied(other, same={"x"}))) == 1

    same = tell(ARREST | {"by": "his mother"}, ARREST | {"by": "his family"}, ARREST | {"by": ""})
    cut = (tied(same[0], ids={"d1"}, apart={"d2"}), tied(same[1], ids={"d2"}), tied(same[2], ids={"d3"}))

    assert count(cut) == 2


@pytest.mark.parametrize(
    ("attribution", "publisher", "same_as"),
    [
        (("Karun Watch", "witnesses"), "", (("Karun Watch",), "")),
        (("the judiciary",), "", (("Tasnim news agency",), "")),
        (("سایت هرانا",), "", (("HRANA",), "")),
        (("a rights group",), "", ((), "")),
    ],
)
def test_keys_of_voices(attribution: tuple[str, ...], publisher: str, same_as: tuple[tuple[str, ...], str]) -> None:
    """One voice has one key under all its names, and nobody has none."""
    assert voice_key(attribution, publisher) == voice_key(*same_as)
    assert bool(voice_key(attribution, publisher)) == (attribution != ("a rights group",))

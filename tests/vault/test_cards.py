"""Cards: what comes back is what was written, and whatever was done to one on its way is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError, GovahError
from govah.vault.cards import MOST_BYTES, make_card, read_card
from govah.vault.introducing import own_device
from govah.vault.opening import Identity, new_identity

OWN: Identity = new_identity(lambda size: bytes(range(7, 7 + size)))


@given(name=st.text(max_size=200))
def test_a_card_comes_back(name: str) -> None:
    """Whatever name stands on it, a card gives back the device that wrote it, and a name of one line."""
    card = read_card(make_card(OWN, name))

    assert card.device == own_device(OWN)
    assert "\n" not in card.name
    assert read_card(make_card(OWN, card.name)).name == card.name


def test_no_secret_is_on_it() -> None:
    """A card holds public keys; neither seeds nor the age identity are in it."""
    text = make_card(OWN)

    assert "AGE-SECRET-KEY" not in text.upper()
    assert all(seed.hex() not in text for seed in (OWN.log_seed, OWN.witness_seed))


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\x1b", "\u200f", "\n", "\t"])
def test_a_name_cannot_disguise_the_line(letter: str) -> None:
    """Direction overrides, escapes and line breaks are no part of a name."""
    assert letter not in read_card(make_card(OWN, f"Shahla{letter}Kuhbanan")).name


def test_every_letter_counts() -> None:
    """A card of which any one letter was changed or left out is no card, or not a good one."""
    text = make_card(OWN, "Shahla Kuhbanan")
    for at, letter in enumerate(text.rstrip()):
        for spoiled in (text[:at] + ("A" if letter != "A" else "B") + text[at + 1 :], text[:at] + text[at + 1 :]):
            try:
                card = read_card(spoiled)
            except EvidenceError:
                continue
            assert card.signed == text, spoiled


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("govah.card@v1", "govah.card@v2", "card-newer"),
        ("govah.card@v1", "govah.list@v1", "card-malformed"),
        ("Shahla", "Shayla", "card-altered"),
        ("member a", "member d", "card-altered"),
        ("\n\n", "\n", "card-altered"),
        ("recipient ", "recipent ", "card-malformed"),
    ],
)
def test_each_fault_has_its_name(old: str, new: str, code: str) -> None:
    """A newer card, an altered one and what is no card are told apart."""
    with pytest.raises(EvidenceError) as caught:
        read_card(make_card(OWN, "Shahla Kuhbanan").replace(old, new, 1))

    assert caught.value.code == code


def test_a_card_signed_by_another() -> None:
    """A card that bears another device's signature, key or id is an altered one."""
    other = new_identity(lambda size: bytes(range(9, 9 + size)))
    mine, theirs = make_card(OWN), make_card(other)
    text, signature = mine.split("\n\n")[0], theirs.split("\n\n")[1]

    for spoiled in (
        f"{text}\n\n{signature}",
        mine.replace(own_device(OWN).key, own_device(other).key),
        mine.replace(own_device(OWN).recipient, own_device(other).recipient),
        mine.replace(own_device(OWN).witness, own_device(other).witness),
    ):
        with pytest.raises(EvidenceError, match="card-altered"):
            read_card(spoiled)


def test_what_mail_does_to_it() -> None:
    """Line ends of another system and blank lines around a card do not spoil it."""
    text = make_card(OWN, "شهلا")

    assert read_card("\r\n\r\n" + text.replace("\n", "\r\n") + "\r\n") == read_card(text)


@pytest.mark.parametrize("told", ["{}", "  {} ", "{}".upper(), "{}-"])
def test_the_fingerprint_is_read_aloud(told: str) -> None:
    """However the digits are typed, the same fingerprint is the same; another, a shorter or none is not."""
    card = read_card(make_card(OWN))
    digits = card.fingerprint.replace(" ", "")

    assert card.is_fingerprint(told.format(card.fingerprint))
    assert card.is_fingerprint("".join(chr(0x06F0 + int(one)) if one.isdigit() else one for one in digits))
    assert not card.is_fingerprint(digits[:-1])
    assert not card.is_fingerprint("")
    assert not card.is_fingerprint(digits[:-1] + ("0" if digits[-1] != "0" else "1"))


def test_another_device_has_another_fingerprint() -> None:
    """The fingerprint covers every key and the name."""
    others = [make_card(OWN), make_card(OWN, "x"), make_card(new_identity(lambda size: bytes(range(9, 9 + size))))]

    assert len({read_card(text).fingerprint for text in others}) == 3


@given(text=st.text(max_size=MOST_BYTES + 10) | st.text().map(lambda tail: f"govah.card@v1\n{tail}"))
def test_reading_never_breaks(text: str) -> None:
    """Whatever text comes as a card ends in an error of ours."""
    with pytest.raises(GovahError):
        read_card(text)

"""Bytes to characters, whatever they were written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.read.extract.decoding import decode

PERSIAN = "او را به زندان بردند و از آن روز خبري نيست. خانواده مي گويد كه در بند است."
RUSSIAN = "Его увезли, и с того дня о нём ничего не известно. Семья не знает, где он."
ENGLISH = "He was taken to the prison and there has been no news of him since that day – none."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_persian_in_every_encoding(encoding: str) -> None:
    """Persian is read in each encoding that desks meet, marked or not."""
    text, _ = decode(PERSIAN.encode(encoding))

    assert text == PERSIAN


@pytest.mark.parametrize(("words", "encoding"), [(RUSSIAN, "cp1251"), (ENGLISH, "cp1252")])
def test_other_alphabets_are_told_apart(words: str, encoding: str) -> None:
    """Bytes that nothing declares are read in the alphabet in which they make sense, with a note."""
    assert decode(words.encode(encoding)) == (words, ("encoding-guessed",))


def test_a_declaration_is_heeded() -> None:
    """What a document says of its encoding decides, except where it says UTF-8 and is something else."""
    assert decode(PERSIAN.encode("cp1256"), "windows-1256") == (PERSIAN, ())
    assert decode("é".encode("cp1252"), "iso-8859-1") == ("é", ())
    assert decode(PERSIAN.encode(), "no-such-thing") == (PERSIAN, ())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80).filter(lambda text: not text.startswith("\ufeff")))
def test_nothing_is_normalised(text: str) -> None:
    """UTF-8 comes back character for character, line ends and odd spaces included."""
    found, notes = decode(text.encode())

    assert (found, notes) == (text, ()) or "\x00" in text


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "windows-1256", "utf-7", "x", "base64", "zlib", "idna"]))
def test_any_bytes_are_some_text(data: bytes, declared: str) -> None:
    """Whatever the bytes and whatever they declare, there is a text that can be stored."""
    text, _ = decode(data, declared)

    text.encode("utf-8")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("الاسم;العمر;المدينة\r\nبهمنيار کوهبنان;34;الأهواز\r\nدلارا زرينپي;27;عبادان", "cp1256"),
        ("نام;نام پدر;شهر\r\nبهمن‌يار کوه‌بنان;رستم;يزد", "cp1256"),
        ("Имя;Город\r\nРостан Кухбанан;Рязань\r\nДЕЛАРА;Москва", "cp1251"),
        ("Name;City\r\nJosé Núñez;Málaga\r\nÉlodie Çelik;Besançon", "cp1252"),
    ],
)
def test_a_list_of_names_needs_no_small_words(words: str, encoding: str) -> None:
    """Where no small word tells the alphabet, the letters do: a list exported by an old office program has only names."""
    assert decode(words.encode(encoding)) == (words, ("encoding-guessed",))

"""What is compiled and committed is what the YAML says."""

from __future__ import annotations

from pathlib import Path

import pytest

from govah.words import compile as compiler


def test_compiled_words_are_up_to_date() -> None:
    """The committed tables are those that compiling the YAML gives, no more and no less."""
    folder = compiler.HERE / "compiled"
    committed = {path.name: path.read_text("utf-8") for path in folder.glob("*.json")}

    assert compiler.compiled() == committed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("label: {en: seen}\n", "label: nothing in fa"),
        ("label: {en: seen, fa: دیده}\n", "no description"),
        (
            "label: {en: seen, fa: دیده}\ndescription: {en: a, fa: ب}\ncolour: red\n",
            "colour: no such key here; allowed are codes",
        ),
        ("label: {en: seen, fa: دیده}\ndescription: {en: a, fa: ب}\ntype: colour\n", "'colour' is none of text, term"),
        ("label: {en: seen, fa: دیده}\ndescription: {en: a, fa: ب}\ngrave: perhaps\n", "grave: must be true or false"),
        (
            "label: {en: seen, fa: دیده}\ndescription: {en: a, fa: ب}\nvariants: {en: [x, x]}\n",
            "variants: en: the same form twice",
        ),
        ("label: {en: seen, fa: دیده, de: gesehen}\ndescription: {en: a, fa: ب}\n", "de is none of en, fa"),
        ("just a text\n", "the file must hold keys"),
        ("label: {en: [}\n", "while parsing"),
    ],
)
def test_a_bad_word_stops_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    """A bad file stops compiling with the file, the key and what is allowed."""
    (tmp_path / "predicates").mkdir()
    (tmp_path / "predicates" / "seen.yml").write_text(text, "utf-8")

    with pytest.raises(SystemExit) as stopped:
        compiler.compiled(tmp_path)

    assert "seen.yml" in str(stopped.value)
    assert told in str(stopped.value)


def test_a_sentence_without_persian_stops(tmp_path: Path) -> None:
    """An error that only English can say is no error of this house."""
    (tmp_path / "errors").mkdir()
    (tmp_path / "errors" / "room.yml").write_text("file-empty: {en: empty}\n", "utf-8")

    with pytest.raises(SystemExit, match=r"room\.yml: file-empty: nothing in fa"):
        compiler.compiled(tmp_path)


def test_writing_leaves_nothing_stale(tmp_path: Path) -> None:
    """Compiling anew takes away the table of a kind whose YAML is gone, and keeps what did not change."""
    (tmp_path / "stances").mkdir()
    (tmp_path / "stances" / "asserted.yml").write_text("label: {en: asserted, fa: قطعی}\ndescription: {en: a, fa: ب}\n", "utf-8")
    (tmp_path / "compiled").mkdir()
    (tmp_path / "compiled" / "old.json").write_text("{}\n", "utf-8")

    compiler.write(tmp_path)
    compiler.write(tmp_path)

    assert ["stances.json"] == [path.name for path in (tmp_path / "compiled").iterdir()]


def test_a_key_that_stands_twice_stops(tmp_path: Path) -> None:
    """A file in which a key stands twice stops the compiler: the first would be lost without a word."""
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "review.yml").write_text('rule: {en: "a", fa: "ا"}\nrule: {en: "b", fa: "ب"}\n', "utf-8")

    with pytest.raises(SystemExit, match="rule stands twice"):
        compiler.compiled(tmp_path)

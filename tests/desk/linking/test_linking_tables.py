"""Tables read in columns: what stands in them, whatever the file is like, and quickly read as it is carefully read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govah.desk.linking.blocks import LONG, Tables
from govah.desk.linking.columns import sources_of
from govah.desk.linking.plain import is_plain, plain_lines
from govah.desk.linking.tables import LinkOptions, read_rows
from govah.errors import UsageError
from govah.link.rows import ListRow

HEADER = "id,name,date of death,age,city,colour\n"
PLAIN = HEADER + "1,Borzuyeh Sepehrvand,2026-01-08,31,Arak,red\n2,یزدگرد هیرمندی,۱۸ دی ۱۴۰۴,۳۱,اراک,blue\n"
NAMES = ["Borzuyeh Sepehrvand", "یزدگرد هیرمندی"]
CELL = st.one_of(
    st.sampled_from(("", " ", "-", "n/a", "نامشخص", "Borzuyeh", "برزویه سپهروند", "a|b", "2026-01-08", "۱۸ دی ۱۴۰۴", "1", "۳۱")),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6),
)


def rows_of(path: Path, long: int) -> tuple[list[ListRow], str]:
    """Gives the rows of a table, read quickly from so many bytes on, or the code of the error."""
    try:
        sources, others = sources_of([path], {})
        return [row for block in Tables(sources, others, "", long) for row in block.rows()], ""
    except UsageError as why:
        return [], why.code


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (PLAIN, NAMES),
        (b"\xef\xbb\xbf" + PLAIN.encode(), NAMES),
        (PLAIN.replace("\n", "\r\n"), NAMES),
        (PLAIN.replace("\n", "\r"), NAMES),
        (PLAIN.replace("\n", "\n\n\n"), NAMES),
        (PLAIN + ",,,,,\n  \n", NAMES),
        (PLAIN.replace("Borzuyeh Sepehrvand", '"Borzuyeh\nSepehrvand"'), ["Borzuyeh\nSepehrvand", NAMES[1]]),
        (PLAIN.replace("Arak", '"Arak, ""Iran"""'), NAMES),
        (PLAIN.replace("Arak", 'Ar"ak'), NAMES),
        (PLAIN + "3,Golnoush", [*NAMES, "Golnoush"]),
        (PLAIN + "3,Golnoush,,,,,more,and more\n", [*NAMES, "Golnoush"]),
        (PLAIN + "2,Golnoush,,,,\n4,n/a,,,,\n", NAMES),
    ],
    ids=["plain", "bom", "crlf", "cr", "blank", "empty", "newline", "quotes", "stray", "short", "long", "dropped"],
)
def test_what_a_table_holds(tmp_path: Path, text: str | bytes, names: Sequence[str]) -> None:
    """Line ends, quotes, a mark of order, short and long and empty lines change nothing of what stands in a table."""
    path = written(tmp_path, text)
    quick, careful = rows_of(path, 0), rows_of(path, LONG)

    assert [row.name for row in careful[0]] == names
    assert quick == careful


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "link-empty"), (b"\n" + PLAIN.encode(), "link-empty"), (PLAIN.encode("cp1256", "replace"), "link-not-csv"),
        (PLAIN.encode("utf-16"), "link-not-csv"), (PLAIN.encode() + b"3,\xff,,,,\n", "link-not-csv"),
        (PLAIN.encode() + b"3," + b"x" * 140_000 + b",,,,\n", "link-not-csv"),
    ],
    ids=["nothing", "headless", "cp1256", "utf-16", "broken", "endless"],
)  # fmt: skip
def test_what_is_no_table(tmp_path: Path, text: bytes, code: str) -> None:
    """Bytes that are no CSV in UTF-8 are refused with the same error, wherever they stand and however they are read."""
    path = written(tmp_path, text)

    assert rows_of(path, 0)[1] == rows_of(path, LONG)[1] == code


def test_a_plain_table_is_read_quickly_to_its_end(tmp_path: Path) -> None:
    """Where nothing is odd no line is left to the careful reader; from a line of another length on all are."""
    pytest.importorskip("pyarrow")
    plain, odd = written(tmp_path, PLAIN), written(tmp_path, PLAIN + "3,Golnoush\n", "odd.csv")

    assert is_plain(plain, 0)
    assert [lines and lines.count for lines in plain_lines(plain, [1, 3], 0)] == [2]
    assert list(plain_lines(odd, [1, 5], 0)) == [None]
    assert not is_plain(plain, LONG)
    assert not is_plain(written(tmp_path, PLAIN.replace("red", '"red"'), "quoted.csv"), 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(CELL, min_size=3, max_size=5), max_size=12), end=st.sampled_from(("\n", "\r\n", "\r")))
def test_both_readers_agree(tmp_path: Path, table: list[list[str]], end: str) -> None:
    """Whatever cells hold, the same rows or the same error come of either reader."""
    lines = (",".join(cells) for cells in (["id", "name", "age", "city", "colour"], *table))
    path = written(tmp_path, end.join(lines))

    assert rows_of(path, 0) == rows_of(path, LONG)


def test_ids_that_two_tables_share(tmp_path: Path) -> None:
    """Each gets its table's name before it, and its number where two tables are called alike; without shared ids none does."""
    (tmp_path / "other").mkdir()
    one, other = written(tmp_path, PLAIN), written(tmp_path, HEADER + "2,Golnoush,,,,\n,Farangis,,,,\n", "theirs.csv")
    alike = written(tmp_path / "other", HEADER + "2,Golnoush,,,,\n")
    apart = written(tmp_path, HEADER + "7,Golnoush,,,,\n", "apart.csv")

    def ids(*paths: Path) -> list[str]:
        return [row.id for row in read_rows(paths, LinkOptions({}))]

    assert ids(one, other) == ["list:1", "list:2", "theirs:2", "theirs:theirs:3"]
    assert ids(one, alike) == ["1:1", "1:2", "2:2"]
    assert ids(one, apart) == ["1", "2", "7"]

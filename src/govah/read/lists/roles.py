"""What a column may hold: a role is an attribute, a predicate, a predicate's time or place, or a part that lists have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from govah.errors import UsageError
from govah.words import table, words

AS_WRITTEN: Final = "as_written"
"""A column that no claim is made of: its cells stay in the sealed list, and the column is named wherever the mapping is shown."""
DEATHS: Final = ("killed", "executed", "died_in_custody")
WHEN: Final = ".when"
WHERE: Final = ".where"


@cache
def known_roles() -> tuple[str, ...]:
    """Gives every role there is, in the order in which they are offered."""
    return tuple(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    yield from table("reading/lists/roles")
    yield from words("attributes")
    for name in words("predicates"):
        yield name
        yield name + WHEN
        yield name + WHERE


def check_role(role: str) -> str:
    """Gives the role back; an unknown one is a `UsageError` that names the near ones."""
    if role in known_roles():
        return role
    near = sorted(known_roles(), key=lambda one: (not one.startswith(role[:4]), abs(len(one) - len(role))))[:4]
    raise UsageError("list-role-unknown", role=role[:40], near=", ".join(near))


@cache
def is_sensitive(role: str) -> bool:
    """Answers whether what stands under a role belongs in `sources`, such as a national number."""
    word = words("attributes").get(role)
    return bool(word and word.more.get("sensitive"))


@cache
def expects(role: str) -> str:
    """Gives the shape of the cells under a role: `date`, `number`, `gender`, `words` (mostly letters) or `text`."""
    own = table("reading/lists/roles").get(role)
    if own is not None:
        return str(own["expects"])
    if role.endswith(WHEN):
        return "date"
    if role.endswith(WHERE):
        return "words"
    if role == "gender":
        return "gender"
    if role == "national_id":
        return "text"
    word = words("attributes").get(role)
    kind = word.more.get("type", "text") if word else "text"
    return {"date": "date", "number": "number"}.get(kind, "text")

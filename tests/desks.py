"""A desk to try things on: a real vault in a fresh folder, with reports that we invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govah import desk
from govah.vault import Vault
from ready import open_new

STATEMENT = (
    "به گزارش کانون دیدبان البرز، کاوه رستگار، سرباز ۲۲ ساله، روز ۲۰ دی ۱۴۰۴ در اراک بازداشت شد.\n"
    "او به زندان اراک منتقل شد و به محاربه متهم شده است.\n"
)
DENIAL = "دادستان اراک گفت کاوه رستگار به اعدام محکوم نشده است.\n"
FAMILY = "مادرش می‌گوید کاوه رستگار روز ۵ بهمن ۱۴۰۴ در زندان اراک شکنجه شد.\n"
CANARY = "قناری‌زرد"

Take = Callable[..., desk.Sealed]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A new vault, open."""
    with open_new(tmp_path / "vault", "four invented words here", "Analyst") as made:
        yield made


@pytest.fixture
def take(vault: Vault) -> Take:
    """Captures pasted text, as open material or from a person."""

    def taken(text: str, name: str = "report.txt", *, note: bool = False, source: str = "") -> desk.Sealed:
        options = desk.IntakeOptions(note=note, source=source, published="2026-02-01")
        (result,) = desk.capture_sources(vault, [desk.Pasted(text, name)], options)
        assert isinstance(result, desk.Sealed)
        return result

    return taken


@pytest.fixture
def me(vault: Vault) -> desk.Reviewer:
    """The analyst who works here."""
    return desk.Reviewer(vault.member)

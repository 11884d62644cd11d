"""The fixtures of vaults that meet, for the tests of this folder."""

from __future__ import annotations

from exchanges import masters, meet

__all__ = ["masters", "meet"]

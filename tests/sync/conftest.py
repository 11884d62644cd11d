"""The fixtures of the tests of packets."""

from __future__ import annotations

from packets import keys, small

__all__ = ["keys", "small"]

"""When chains are said to agree: the limits of the rank R-hat and of the effective draws (Vehtari et al. 2021)."""

from __future__ import annotations

from typing import Final

RHAT: Final = 1.01
"""From here on chains disagree."""
LEAST_DRAWS: Final = 400
"""Bulk and tail effective draws below which there is no interval."""

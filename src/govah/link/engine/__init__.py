"""The engine of linking: rows in DuckDB, pairs found under a counted budget, compared by Splink, weighed by one small model."""

from __future__ import annotations

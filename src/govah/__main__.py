"""`python -m govah` is the command line."""

from __future__ import annotations

from govah.cli.main import main

main()

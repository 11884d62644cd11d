"""Scores reading on the hand-marked measuring texts, where they are; they are no part of the repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"


def main() -> None:
    """Prints the scores of both languages."""
    scorer = SHARED / "tools" / "score_reading.py"
    if not scorer.exists():
        print("the measuring texts are not here")
        return
    for lang in ("en", "fa"):
        reader = [sys.executable, "-m", "govah", "read", "--no-vault", "--json"]
        print(lang, flush=True)
        subprocess.run(
            [sys.executable, str(scorer), "--gold", str(SHARED / "data" / "articles"), "--only", lang, "--", *reader], check=True
        )


if __name__ == "__main__":
    main()

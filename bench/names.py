"""Score a hundred thousand pairs of made-up names through `govah names --batch`; the aim is 30 seconds."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from link import names, slip

COUNT = 100_000
AIM = 30.0


def main() -> int:
    """Prints the time that the command takes, as one JSON value."""
    chance = random.Random(3)
    known, _ = names(chance, 4000)
    whole = [f"{chance.choice(known)} {chance.choice(known)}" for _ in range(COUNT)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "pairs.csv"
        with place.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("a", "b"))
            writer.writerows((name, slip(chance, name) if chance.random() < 0.3 else chance.choice(whole)) for name in whole)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "govah", "names", "--batch", str(place)], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
    print(json.dumps({"pairs": COUNT, "seconds": round(seconds, 1), "aim": AIM}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

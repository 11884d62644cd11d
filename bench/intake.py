"""Times a desk's day: thousands of short posts and a thousand articles, sealed, read and waiting for review; and its memory.

Figures are CPU-seconds of the process and its children, start-up and key derivation included, and the largest memory of either.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "examples" / "reports"
FIRST = ("Arvand", "Tirdad", "Golnush", "Sepanta", "Farrin", "Mehraveh", "Yashar", "Delvan", "Roham", "Tarlan")
LAST = ("Sepidkuh", "Golrokh", "Darband", "Nilufari", "Kuhzad", "Baranian", "Zarinpar", "Aftabi", "Derakhtbar", "Mahbani")
TOWNS = ("Arak", "Qazvin", "Sanandaj", "Zahedan", "Ilam", "Rasht", "Bushehr")
POST = "{name}, {age}, was arrested in {town} on {day} January 2026, according to the family. No news of them since. #{number}\n"


def main() -> None:
    """Prints one line a measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--posts", type=int, default=5000)
    asked.add_argument("--articles", type=int, default=1000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        (home / "passphrase").write_text("four invented words here\n")
        posts(home / "posts", options.posts)
        articles(home / "articles", options.articles)
        measure("posts", home, options.posts)
        measure("articles", home, options.articles)


def posts(folder: Path, count: int) -> None:
    """Writes short posts, no two alike."""
    folder.mkdir()
    people = itertools.cycle(itertools.product(FIRST, LAST, TOWNS))
    for number, (first, last, town) in zip(range(count), people, strict=False):
        said = POST.format(name=f"{first} {last}", age=18 + number % 50, town=town, day=1 + number % 28, number=number)
        (folder / f"{number:06}.txt").write_text(said)


def articles(folder: Path, count: int) -> None:
    """Writes articles of some 3,000 characters, made of the invented reports in two languages, no two alike."""
    folder.mkdir()
    texts = [path.read_text() for path in sorted(REPORTS.glob("*.txt"))]
    if not texts:
        raise SystemExit("no reports to make articles of")
    for number in range(count):
        own = texts[number % len(texts)]
        while len(own) < 3000:
            own += "\n\n" + own
        (folder / f"{number:06}.txt").write_text(f"{own[:3200]}\n\nReport {number}.\n")


def measure(what: str, home: Path, count: int) -> None:
    """Captures a folder into a new vault, and prints what it cost."""
    environment = {**os.environ, "GOVAH_PASSPHRASE_FILE": str(home / "passphrase"), "GOVAH_VAULT": str(home / f"vault-{what}")}
    govah = [sys.executable, "-m", "govah"]
    subprocess.run([*govah, "init", environment["GOVAH_VAULT"]], env=environment, check=True, capture_output=True)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([*govah, "capture", "--json", str(home / what)], env=environment, check=True, capture_output=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rate, memory = 60 * count / wall, after.ru_maxrss / 1024
    print(f"{what}: {count} in {wall:.1f} s, {cpu:.1f} CPU-s, {rate:,.0f} a minute, {memory:.0f} MiB at most", flush=True)


if __name__ == "__main__":
    main()

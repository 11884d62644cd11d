"""CPU seconds and imported modules of `govah --help`; held to 0.2 CPU-s."""

from __future__ import annotations

import resource
import subprocess
import sys

RUNS = 10


def main() -> None:
    """Prints the mean CPU time of help, beside bare Python's."""
    for name, arguments in {"python -c pass": ["-c", "pass"], "govah --help": ["-m", "govah", "--help"]}.items():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(RUNS):
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / RUNS
        print(f"{name:16} {spent:.3f} CPU-s")


if __name__ == "__main__":
    main()

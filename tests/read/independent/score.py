"""The table: `python tests/read/independent/score.py` prints what the rules find of the passages and the articles."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from read.independent import articles, passages, renaming


def say(line: str) -> None:
    """Prints one line."""
    sys.stdout.write(line + "\n")


def by_predicate(language: str) -> None:
    """Prints for each predicate how many expected claims are found, then the false facts and the gaps."""
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    cases = passages.load(language)
    wrong, gaps = [], []
    for case in cases:
        claims = passages.claims_by_name(case)
        for one in case.expect:
            asked[one.predicate] += 1
            found[one.predicate] += not passages.lack(one, [claim for name, claim in claims if name == one.name])
        wrong += [(case, line) for line in passages.false_facts(case)]
        gaps += [(case, line) for line in passages.missing(case)]
    told = [case for case in cases if case.expect]
    say(f"\n{language}: {len(cases)} passages, {sum(asked.values())} claims expected")
    for predicate in sorted(asked):
        say(f"  {predicate:24}{found[predicate]:4} / {asked[predicate]}")
    without = len({case.id for case, _ in gaps})
    say(f"  passages with all that is expected: {len(told) - without} / {len(told)}")
    say(f"  passages with a false fact: {len({case.id for case, _ in wrong})} / {len(cases)}")
    others = [renaming.renamed(case, language) for case in cases]
    whole = sum(not passages.missing(case) for case in others if case.expect)
    strange = [case.id for case in others if passages.false_facts(case)]
    say(f"  with names that no list holds: {whole} / {len(told)} whole, a false fact in {len(strange)}: {' '.join(strange)}")
    if "-v" in sys.argv:
        for title, lines in (("false facts", wrong), ("gaps", gaps)):
            say(f"\n{language} {title}")
            for case, line in lines:
                say(f"  {case.id}: {line}\n      {case.text.strip()!r}")


def by_article() -> None:
    """Prints a line an article."""
    say(f"\n{'article':28}{'persons':>10}{'claims':>10}{'found':>7}{'stance':>8}{'quotes':>10}{'false':>7}")
    for article in articles.load():
        one = articles.score(article)
        persons = f"{one.persons_gold - len(one.persons_missed)}/{one.persons_gold}"
        claims, quotes = f"{one.claims_hit}/{one.claims_gold}", f"{one.quotes_exact}/{one.quotes}"
        say(
            f"{article.id:28}{persons:>10}{claims:>10}{one.claims_found:>7}{one.stances_right:>8}{quotes:>10}{len(one.false_facts):>7}"
        )
        if "-v" in sys.argv:
            for line in (*one.false_facts, *(f"missed person {name}" for name in one.persons_missed), *one.missed):
                say(f"    {line}")


def main() -> int:
    """Prints the tables; `-v` adds each failure."""
    for language in ("en", "fa"):
        by_predicate(language)
    by_article()
    return 0


if __name__ == "__main__":
    sys.exit(main())

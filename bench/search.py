"""Search among 100,000 persons of twenty lists, half in Persian letters: the time, and whether the right record is found.

Run: python bench/search.py [PERSONS]. The vault is made once, in the temporary folder, and used again. Names are put together by
chance from common given and family names, the frequent ones often, so that thousands share each. A search is asked for the
name of a record whose full name no other bears in those letters. Beside it, a peer: SQLite FTS5 with trigrams over the same
names, unencrypted, which knows neither keyboards nor spellings.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw

from govah import desk
from govah.desk import lists
from govah.text import fold_name
from govah.vault import Vault, create_vault, open_vault

LISTS = 20
ASKED = 100
PASSPHRASE = "four words of nobody"
GIVEN = """
محمد Mohammad Muhammad Mohamad|علی Ali Aly|حسین Hossein Hussein Husain Hosein|حسن Hassan Hasan|رضا Reza Riza
فاطمه Fatemeh Fatima Fatemah|زهرا Zahra Zehra|مریم Maryam Mariam|مهدی Mehdi Mahdi|امیر Amir Ameer
سعید Saeed Said Saeid|حمید Hamid Hameed|مجید Majid Majeed|سارا Sara Sarah|لیلا Leila Layla Leyla
نرگس Narges Nargess|یوسف Yousef Yusuf Yousof|ابراهیم Ebrahim Ibrahim|اسماعیل Esmail Ismail Esmaeil
قاسم Ghasem Qasem|کاظم Kazem Kazim|جواد Javad Jawad|داوود Davood Davoud Dawood|محمود Mahmoud Mahmood Mahmud
احمد Ahmad Ahmed|اکبر Akbar|اصغر Asghar Asqar|عباس Abbas Abas|بهرام Bahram|بهروز Behrouz Behrooz
پرویز Parviz Parwiz|خسرو Khosrow Khosro|سیاوش Siavash Siyavash|شیرین Shirin Shireen|پریسا Parisa
نسرین Nasrin Nasreen|ژیلا Zhila Jila|آرش Arash|کامران Kamran|کیوان Keyvan Kayvan|منصور Mansour Mansoor
ناصر Naser Nasser|نادر Nader Nadir|هادی Hadi Hady|وحید Vahid Waheed|یاسر Yaser Yasser|زینب Zeinab Zaynab
خدیجه Khadijeh Khadija
"""
FAMILY = """
احمد Ahmad|محمد Mohammad|حسین Hossein|علی Ali|کریم Karim|رحیم Rahim|رضا Reza|جعفر Jafar|صادق Sadegh|قاسم Ghasem
اکبر Akbar|نادر Nader|کاظم Kazem|باقر Bagher|تقی Taghi|نقی Naghi|یوسف Yousef|موسی Mousa|ابراهیم Ebrahim
اسماعیل Esmail|سلیمان Soleiman|یعقوب Yaghoub|هاشم Hashem|عباس Abbas|اصغر Asghar|حیدر Heydar|منصور Mansour
محسن Mohsen|مراد Morad|نور Nour|شریف Sharif|لطف Lotf|فتح Fath|بهرام Bahram|خسرو Khosrow|رستم Rostam
جمشید Jamshid|فرهاد Farhad|شیر Shir|گل Gol|سنگ Sang|کوه Kuh|دشت Dasht|باغ Bagh|زر Zar|سیم Sim|مهر Mehr|ماه Mah
آذر Azar|بهمن Bahman
"""
ENDING = "ی i|پور pour|زاده zadeh|نژاد nejad|یان ian|فر far|فرد fard|نیا nia|خانی khani|لو lou|وند vand|راد rad|کیا kia"


@dataclass(frozen=True, slots=True)
class Made:
    """One person of a list, and other ways to write the name."""

    name: str
    typed: str
    "On another keyboard, or in another spelling; empty where there is none."


def main() -> None:
    """Prints a row for each way of asking."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made_of = hashlib.sha256((GIVEN + FAMILY + ENDING).encode()).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / f"govah-bench-search-{count}-{made_of}"
    people = list(_people(count, random.Random(count)))
    _make(folder, people)
    latin = [one for one in people if one.name.isascii()]
    persian = [one for one in people if not one.name.isascii()]
    chance = random.Random(7)
    asked = {
        "exact, Latin": [(one.name, one.name) for one in _unique(latin, chance)],
        "Arabic keyboard": [(one.typed, one.name) for one in _unique(persian, chance) if one.typed],
        "other spelling": [(one.typed, one.name) for one in _unique(latin, chance) if one.typed],
    }
    print(f"{'':>30}{'median':>9}{'p95':>7}{'first':>7}{'in five':>9}   of")
    with open_vault(folder / "vault", PASSPHRASE) as vault:
        for what, pairs in asked.items():
            _measure(what, pairs, lambda typed: _names(vault, typed))
        _measure("given name alone", [("Hussein", "")] * 20, lambda typed: _names(vault, typed))
        _measure("with passages of texts", asked["exact, Latin"], lambda typed: _names(vault, typed, "document"))
        _filters(vault)
        _open(vault, [name for name, _ in asked["exact, Latin"]])
    peer = _peer(people)
    for what, pairs in asked.items():
        _measure(f"peer: {what}", pairs, peer)
    _command(folder / "vault", [name for name, _ in asked["exact, Latin"][:5]])


def _names(vault: Vault, typed: str, *more: str) -> list[str]:
    return [one.name for one in desk.find_all(vault, desk.Query(typed, kinds=("person", *more))).persons]


def _people(count: int, chance: random.Random) -> Iterator[Made]:
    given = [one.split() for one in GIVEN.replace("\n", "|").split("|") if one.strip()]
    family = [one.split() for one in FAMILY.replace("\n", "|").split("|") if one.strip()]
    ending = [one.split() for one in ENDING.split("|")]
    often = [1 / (place + 2) for place in range(max(len(given), len(family)))]
    for number in range(count):
        first, (own, latin), (end, latin_end) = (
            chance.choices(given, often[: len(given)])[0],
            chance.choices(family, often[: len(family)])[0],
            chance.choices(ending, often[: len(ending)])[0],
        )
        second = chance.choices(given, often[: len(given)])[0] if chance.random() < 0.3 else None
        third = chance.choice(family)[0:2] if chance.random() < 0.5 else None
        if number % 2:
            parts = [first[0], *([second[0]] if second else []), own + end, *([third[0]] if third else [])]
            name = " ".join(parts)
            typed = name.replace("ی", "ي").replace("ک", "ك")
            yield Made(name, typed if typed != name else "")
        else:
            tail = [*([second[1]] if second else []), latin + latin_end, *([third[1]] if third else [])]
            spelling, *others = chance.sample(first[1:], len(first) - 1)
            yield Made(" ".join([spelling, *tail]), " ".join([others[0], *tail]) if others else "")


def _unique(people: Sequence[Made], chance: random.Random) -> list[Made]:
    counted = Counter(fold_name(one.name) for one in people)
    once = [one for one in people if counted[fold_name(one.name)] == 1 and one.typed]
    return chance.sample(once, min(ASKED, len(once)))


def _make(folder: Path, people: Sequence[Made]) -> None:
    if (folder / "done").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    start, chance = time.process_time(), random.Random(1)
    with create_vault(folder / "vault", PASSPHRASE) as vault:
        for number in range(LISTS):
            path = folder / f"list{number}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                header = ("Full name", "Age", "Date of arrest", "City", "Charge")
                rows = (
                    (one.name, str(chance.randint(15, 80)), f"2026-01-{chance.randint(1, 30):02d}",
                     chance.choice(("Yazd", "Rasht", "Arak", "Saveh")), chance.choice(("moharebeh", "arson", "espionage")))
                    for one in people[number::LISTS]
                )  # fmt: skip
                csv.writer(file).writerows([header, *rows])
            (sealed,) = desk.capture_sources(vault, [str(path)], desk.IntakeOptions())
            if not isinstance(sealed, desk.Sealed):
                raise SystemExit(getattr(sealed, "code", "not sealed"))
            lists.accept_list(vault, sealed.document.id, lists.Terms("arrested", voices=("Invented Watch",)))
            path.unlink()
    (folder / "done").touch()
    print(f"made {len(people)} persons in {time.process_time() - start:.0f} CPU-s")


def _measure(what: str, pairs: Sequence[tuple[str, str]], ask: Callable[[str], Sequence[str]]) -> None:
    for typed, _ in pairs[:3]:
        ask(typed)
    times, first, five = [], 0, 0
    for typed, name in pairs:
        start = time.perf_counter()
        found = ask(typed)
        times.append(1000 * (time.perf_counter() - start))
        first += found[:1] == [name]
        five += name in found[:5]
    print(f"{what:>30}{_spread(times)}{first:7}{five:9}   {len(pairs)}", flush=True)


def _filters(vault: Vault) -> None:
    day = date(2026, 1, 10)
    asked = {
        "charge and a day": desk.Filters(charge="محاربه", since=day, until=day),
        "place, other script": desk.Filters(place="اراک"),
        "voice": desk.Filters(source="Invented Watch"),
    }
    for what in asked:
        _measure(what, [(what, "")] * 10, lambda one: [hit.name for hit in _claims(vault, asked[one])])


def _claims(vault: Vault, filters: desk.Filters) -> Sequence[desk.FoundClaim]:
    return desk.find_all(vault, desk.Query(filters=filters)).claims


def _open(vault: Vault, names: Sequence[str]) -> None:
    ids = [desk.search(vault, name).persons[0].id for name in names[:30]]
    day = date(2026, 3, 1)
    _measure("open one person", [(one, one) for one in ids], lambda one: [desk.case_file(vault, one, as_of=day).person.id])


def _peer(people: Sequence[Made]) -> Callable[[str], Sequence[str]]:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE person USING fts5(name, tokenize='trigram')")
    connection.executemany("INSERT INTO person VALUES (?)", [(one.name,) for one in people])

    def ask(typed: str) -> Sequence[str]:
        query = " AND ".join(f'"{word}"' for word in typed.split() if len(word) > 2)
        found = connection.execute("SELECT name FROM person WHERE person MATCH ? ORDER BY rank LIMIT 20", (query,))
        return [str(name) for (name,) in found]

    return ask


def _command(vault: Path, names: Sequence[str]) -> None:
    secret = vault.parent / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    env = {**os.environ, "GOVAH_VAULT": str(vault), "GOVAH_PASSPHRASE_FILE": str(secret)}
    times = []
    for name in names:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "govah", "search", name, "--json"], env=env, check=True, capture_output=True)
        times.append(1000 * (time.perf_counter() - start))
    print(f"{'the command, with Argon2id':>30}{_spread(times)}")


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):9.1f}{ordered[int(0.95 * (len(ordered) - 1))]:7.1f}"


if __name__ == "__main__":
    main()

"""What a process does to a vault until it is killed: each act says what it was told is done, as a person would be told."""

from __future__ import annotations

import io
import pickle
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import apsw

from exchanges import take_in
from govah.records import Document, Erasure, Mention, new_id
from govah.vault import EntryRef, Vault, continue_as_new_device, create_vault
from govah.vault.database import rows
from govah.vault.derived import rebuild
from govah.vault.erasing import apply_erasure
from govah.vault.face import open_with
from govah.vault.joining import roster_of
from govah.vault.keyfile import Cost, Opened, Secret, make_key
from govah.vault.opening import replace_key
from govah.vault.reading import header_time
from govah.vault.writing import Part

Tell = Callable[[str], None]
Act = Callable[[Path, Opened, Tell, int], None]
"""Works on the vault in a folder, tells each thing that is done, and stops after so many rounds."""

PASSPHRASES: Final = ("chenar darya sang", "narvan kooh abr")


def seal(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Seals document after document, of all sizes, each with mentions."""
    with open_with(place, opened) as vault:
        for number in range(1, rounds + 1):
            put = vault.put_blob(io.BytesIO(number.to_bytes(4, "big") * (number * 7919 % 300_000 // 4)))
            document = Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id)
            named = [[(_mention(vault, document.id), "team")] for _ in range(number % 20)]
            vault.append([[(document, "open")], *named])
            tell(document.id)


def append(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Enters record after record, now and then with a value that can be made again."""
    with open_with(place, opened) as vault:
        for number in range(1, rounds + 1):
            mention = _mention(vault, "d" + "a" * 16)
            vault.append([[(mention, "team" if number % 2 else "sources")]])
            tell(mention.id)
            if number % 5 == 0:
                vault.cache_put("kind", mention.id, "x" * 3000)


def index(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Derives the tables again and again."""
    with open_with(place, opened) as vault:
        for number in range(rounds):
            with vault._writing():
                rebuild(vault.connection, _readable(vault))
            tell(f"rebuilt {number}")


def passphrase(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Changes the passphrase to and fro."""
    keys = [make_key(Secret(words), opened, secrets.token_bytes, Cost()) for words in PASSPHRASES]
    tell("ready")
    for number in range(1, rounds + 1):
        replace_key(place, keys[number % 2])
        tell(f"passphrase {number % 2}")


def renounce(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Writes to each compartment, then gives it up: its bodies are sealed and its key is forgotten."""
    with open_with(place, opened) as vault:
        for name in ("sources", "custody", "team")[:rounds]:
            vault.append([[(_mention(vault, "d" + "a" * 16), name)] for _ in range(40)])
            vault.renounce(name)
            tell(f"renounced {name}")


def erase(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Seals a document and erases it again, over and over."""
    with open_with(place, opened) as vault:
        for number in range(1, rounds + 1):
            put = vault.put_blob(io.BytesIO(f"Parviz Sangdel {number} ".encode() * 50))
            document = Document(new_id("document", vault.entropy), put.sha256, put.size, "x/y", put.id)
            (ref,) = vault.append([[(document, "open")]])
            erase_entry(vault, ref, put.id)
            tell(f"erased {document.id} {put.id}")


def erase_entry(vault: Vault, ref: EntryRef, blob: str) -> None:
    """Destroys the first body of an entry, and a blob."""
    record = Erasure(new_id("erasure", vault.entropy), ((ref.id, 0),), (blob,), vault.member, vault.clock(), "danger")

    def work(below: apsw.Connection) -> list[list[Part]]:
        apply_erasure(below, record, vault.device, roster_of(vault))
        return [[(record, "open")]]

    vault.change(work)


def make(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Makes new vaults beside."""
    del opened
    for number in range(rounds):
        create_vault(place / str(number), PASSPHRASES[0]).close()
        tell(f"made {number}")


def restore(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Goes on as a new device, over and over."""
    del opened
    for _ in range(rounds):
        with continue_as_new_device(place, PASSPHRASES[0]) as vault:
            tell(f"device {vault.device}")


def merge(place: Path, opened: Opened, tell: Tell, rounds: int) -> None:
    """Takes in the packets that lie beside the vault, one after another and then again."""
    made = pickle.loads((place.parent / "packets").read_bytes())
    with open_with(place, opened) as vault:
        for number in range(rounds):
            packet = made[number % len(made)]
            take_in(vault, packet)
            tell(f"{packet.sender} {packet.out.vector[packet.sender]}")


ACTS: Final[Mapping[str, Act]] = {
    "seal": seal, "append": append, "index": index, "passphrase": passphrase, "renounce": renounce, "erase": erase, "make": make,
    "restore": restore, "merge": merge,
}  # fmt: skip


def _mention(vault: Vault, document: str) -> Mention:
    return Mention(new_id("mention", vault.entropy), document, "person", "Parviz Sangdel")


def _readable(vault: Vault) -> Iterator[tuple[int, bytes, str, str]]:
    query = "SELECT part.id, body, header FROM part JOIN entry ON entry.id = part.id >> 6 WHERE salt IS NOT NULL ORDER BY part.id"
    for part, body, header in rows(vault.connection, query):
        yield part, body, header_time(header), ""

"""Checking the logs: every header to the letter, every commitment, every tree from its leaves, every signed head."""

from __future__ import annotations

import apsw

from govah.errors import EvidenceError
from govah.journal import Frontier, read_vkey, root_of, verify_checkpoint
from govah.vault.checking.pages import Census, Epochs, check_page, pages_of
from govah.vault.database import rows
from govah.vault.interface import Problem


def check_logs(connection: apsw.Connection, epochs: Epochs, own: tuple[str, str], *, bodies: bool) -> Census:
    """Goes through every entry of every log; `own` is this device's id and vkey, which its log must bear."""
    census = Census()
    logs = rows(connection, "SELECT id, device, vkey, size, edge, checkpoint FROM log ORDER BY id")
    if own not in [(device, vkey) for _, device, vkey, *_ in logs]:
        census.problems.append(Problem("log-key-altered", own[0]))
    for log, device, vkey, size, edge, checkpoint in logs:
        leaves: list[bytes] = []
        # Whether a sealed body of another's log opens is told apart: it may have been spoiled on its way here.
        keys = epochs if device == own[0] else {}
        for page in pages_of(connection, log, device, size):
            leaves += check_page(page, keys, census, bodies=bodies)
        _check_head(census, (device, vkey, size, edge, checkpoint), leaves)
        cosigned = rows(connection, "SELECT size, note FROM cosignature WHERE log = ?", (log,))
        _check_cosigned(census, (device, vkey), cosigned, leaves)
    known = sum(row[3] for row in logs)
    stray = rows(connection, "SELECT count(*) FROM entry")[0][0] - known
    if stray > 0:
        census.problems.append(Problem("entry-beyond-head", str(stray)))
    return census


def _check_head(census: Census, log: tuple[str, str, int, bytes, str], leaves: list[bytes]) -> None:
    device, vkey, size, edge, text = log
    root = root_of(leaves)
    try:
        head = verify_checkpoint(text, read_vkey(vkey))
        frontier = Frontier(size, [edge[at : at + 32] for at in range(0, len(edge), 32)])
    except EvidenceError as error:
        census.problems.append(Problem(error.code, device))
        return
    if head.size != size or len(leaves) != size or head.root != root or frontier.root() != root:
        census.problems.append(Problem("tree-altered", device))
    census.heads.append((device, head.size, head.root.hex()))


def _check_cosigned(census: Census, log: tuple[str, str], kept: list[tuple[int, str]], leaves: list[bytes]) -> None:
    """A head that somebody cosigned must be one of this very log; whose the cosignatures are is for those who have the keys."""
    device, vkey = log
    for size, text in kept:
        try:
            head = verify_checkpoint(text, read_vkey(vkey))
            is_good = head.size == size <= len(leaves) and head.root == root_of(leaves[:size])
        except EvidenceError:
            is_good = False
        if not is_good:
            census.problems.append(Problem("cosignature-altered", f"{device}/{size}"))

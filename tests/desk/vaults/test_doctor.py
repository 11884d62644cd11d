"""Doctor: what it makes of a machine laid out in a folder, of a real vault, and of every way in which either is at risk."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah import desk
from govah.desk.vaults.blocks import Swap, Under, can_hibernate, dump_handler, swaps, under
from govah.desk.vaults.doctor import ADVICE, BUILT, CIPHERS, OK, WARNING, examine, judge
from govah.desk.vaults.machine import Folder, Machine, look_inside, synced_by
from govah.errors import VaultError
from govah.vault import Cost, Vault, open_vault
from govah.words import say, table

TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 - naive by intent
NOW = "2027-05-01T10:00:00Z"
FOLDER = Folder(
    is_encrypted=True, cost=Cost(), has_keyfile=False, open_to_others=(), of_others=(), synced_by="", free=1 << 40,
    lies_on=Under("ext4", is_encrypted=True), newest_file="2027-05-01T09:00:00Z",
)  # fmt: skip
SAFE = Machine(
    system="linux", now=NOW, python="3.13.1", sqlite="3.54.0", cipher_library="SQLite3 Multiple Ciphers 2.6.1", swaps=(),
    hibernates=False, dumps=False, dump_handler="", temporary=Under("tmpfs", is_memory=True), folder=FOLDER,
)  # fmt: skip
PLAIN = Swap("/dev/sda2", is_memory=False, is_encrypted=False)
CRYPT = Swap("/dev/dm-1", is_memory=False, is_encrypted=True)
ZRAM = Swap("/dev/zram0", is_memory=True, is_encrypted=None)


def levels(seen: Machine) -> dict[str, str]:
    """Gives the findings about a machine, by code."""
    return {one.code: one.level for one in judge(seen)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A made-up machine: a plain boot disk, crypt on a partition, LVM on that, a home in memory, and zram."""
    made = tmp_path / "root"
    for name, uuid, label, below in (
        ("dm-0", "CRYPT-LUKS2-4b1d-luks", "cryptdisk", "nvme0n1p3"),
        ("dm-1", "LVM-abc", "vg-home", "dm-0"),
        ("dm-2", "LVM-def", "vg-plain", "sdb1"),
    ):
        (made / "sys/block" / name / "dm").mkdir(parents=True)
        (made / "sys/block" / name / "slaves" / below).mkdir(parents=True)
        (made / "sys/block" / name / "dm/uuid").write_text(uuid + "\n")
        (made / "sys/block" / name / "dm/name").write_text(label + "\n")
    for name in ("nvme0n1p2", "nvme0n1p3", "sdb1"):
        (made / "sys/class/block" / name).mkdir(parents=True)
    (made / "proc/sys/kernel").mkdir(parents=True)
    (made / "sys/power").mkdir()
    mounts = (
        "/dev/nvme0n1p2 / ext4 rw 0 0", "/dev/mapper/vg-home /home ext4 rw 0 0", "/dev/mapper/vg-plain /srv ext4 rw 0 0",
        "tmpfs /home/tmp tmpfs rw 0 0", "server:/export /net nfs rw 0 0", "/dev/mapper/gone /gone ext4 rw 0 0",
        "gocryptfs /home/my\\040files fuse.gocryptfs rw 0 0", "/dev/loop3 /loop ext4 rw 0 0",
    )  # fmt: skip
    (made / "proc/mounts").write_text("\n".join(mounts) + "\n")
    return made


@pytest.mark.parametrize(
    ("path", "kind", "is_encrypted", "is_memory"),
    [
        ("/etc", "ext4", False, False),
        ("/home/desk/vault", "ext4", True, False),
        ("/srv/vault", "ext4", False, False),
        ("/home/tmp/x", "tmpfs", None, True),
        ("/home/my files/vault", "fuse.gocryptfs", True, False),
        ("/net/vault", "nfs", None, False),
        ("/gone/vault", "ext4", None, False),
        ("/loop/vault", "ext4", None, False),
        ("/homes", "ext4", False, False),
    ],
)
def test_what_lies_under_a_path(root: Path, path: str, kind: str, *, is_encrypted: bool | None, is_memory: bool) -> None:
    """Crypt is found below volumes, a plain disk is called plain, and what cannot be told is called unknown."""
    assert Under(kind, is_memory, is_encrypted) == under(Path(path), root)


def test_swaps_are_followed_to_their_disk(root: Path) -> None:
    """A partition, a file on an encrypted disk, a volume on crypt, and zram are told apart."""
    (root / "proc/swaps").write_text(
        "Filename Type Size Used Priority\n/dev/sdb1 partition 1 0 -2\n/home/swapfile file 1 0 -3\n"
        "/dev/dm-1 partition 1 0 -4\n/dev/zram0 partition 1 0 100\n"
    )

    found = swaps(root)
    assert found is not None
    assert [("/dev/sdb1", False), ("/home/swapfile", True), ("/dev/dm-1", True), ("/dev/zram0", None)] == [
        (one.name, one.is_encrypted) for one in found
    ]
    assert [False, False, False, True] == [one.is_memory for one in found]


@pytest.mark.parametrize(
    ("state", "disk", "expected"),
    [("freeze mem disk", "[platform] shutdown", True), ("freeze mem disk", "[disabled]", False), ("freeze mem", "x", False)],
)
def test_hibernation(root: Path, state: str, disk: str, *, expected: bool) -> None:
    """A kernel that may write all memory to disk is told from one that may not."""
    (root / "sys/power/state").write_text(state + "\n")
    (root / "sys/power/disk").write_text(disk + "\n")

    assert expected == can_hibernate(root)


def test_a_system_that_says_nothing(tmp_path: Path) -> None:
    """Where there is neither /proc nor /sys, everything is unknown and nothing breaks."""
    assert (None, None, "", Under("")) == (
        swaps(tmp_path),
        can_hibernate(tmp_path),
        dump_handler(tmp_path),
        under(Path("/x"), tmp_path),
    )


def test_who_is_handed_dumps(root: Path) -> None:
    """The program that the kernel pipes memory to is named; a file pattern is none."""
    pattern = root / "proc/sys/kernel/core_pattern"
    pattern.write_text("|/usr/share/apport/apport -p%p\n")
    piped = dump_handler(root)
    pattern.write_text("core\n")

    assert ("apport", "") == (piped, dump_handler(root))


def test_a_safe_machine_has_no_warning() -> None:
    """Where all is as it should be, every finding is ok."""
    assert {OK} == set(levels(SAFE).values())


@pytest.mark.parametrize(
    ("seen", "code", "level"),
    [
        (replace(SAFE, folder=replace(FOLDER, is_encrypted=False)), "store-plain", WARNING),
        (replace(SAFE, cipher="chacha20"), "cipher-other", WARNING),
        (replace(SAFE, cipher=next(iter(CIPHERS))), "cipher", OK),
        (replace(SAFE, folder=replace(FOLDER, cost=Cost(1024, 1, 1))), "key-weak", WARNING),
        (replace(SAFE, folder=replace(FOLDER, cost=None)), "key-unread", WARNING),
        (replace(SAFE, folder=replace(FOLDER, has_keyfile=True)), "key-file", OK),
        (replace(SAFE, folder=replace(FOLDER, open_to_others=("key",))), "permissions-open", WARNING),
        (replace(SAFE, folder=replace(FOLDER, open_to_others=None)), "permissions-unknown", ADVICE),
        (replace(SAFE, folder=replace(FOLDER, of_others=("store",))), "owner-other", WARNING),
        (replace(SAFE, folder=replace(FOLDER, lies_on=Under("ext4", is_encrypted=False))), "disk-plain", WARNING),
        (replace(SAFE, folder=replace(FOLDER, lies_on=Under("tmpfs", is_memory=True))), "disk-memory", WARNING),
        (replace(SAFE, folder=replace(FOLDER, lies_on=Under("nfs"))), "disk-unknown-linux", ADVICE),
        (replace(SAFE, system="windows", folder=replace(FOLDER, lies_on=Under(""))), "disk-unknown-windows", ADVICE),
        (replace(SAFE, system="darwin", folder=replace(FOLDER, lies_on=Under(""))), "disk-unknown-darwin", ADVICE),
        (replace(SAFE, system="plan9", folder=replace(FOLDER, lies_on=Under(""))), "disk-unknown-other", ADVICE),
        (replace(SAFE, folder=replace(FOLDER, synced_by="Dropbox")), "synced", WARNING),
        (replace(SAFE, folder=replace(FOLDER, free=1 << 29)), "space-little", WARNING),
        (replace(SAFE, folder=replace(FOLDER, free=3 << 30)), "space-little", ADVICE),
        (replace(SAFE, swaps=(ZRAM, PLAIN)), "swap-plain", WARNING),
        (replace(SAFE, swaps=(CRYPT,)), "swap-encrypted", OK),
        (replace(SAFE, swaps=(ZRAM,)), "swap-none", OK),
        (replace(SAFE, swaps=(replace(PLAIN, is_encrypted=None),)), "swap-doubted", ADVICE),
        (replace(SAFE, swaps=None), "swap-unknown", ADVICE),
        (replace(SAFE, swaps=(PLAIN,), hibernates=True), "hibernation-plain", WARNING),
        (replace(SAFE, swaps=(CRYPT,), hibernates=True), "hibernation-encrypted", ADVICE),
        (replace(SAFE, hibernates=True), "hibernation-none", OK),
        (replace(SAFE, hibernates=None), "hibernation-unknown", ADVICE),
        (replace(SAFE, temporary=Under("ext4", is_encrypted=False)), "temporary-disk", ADVICE),
        (replace(SAFE, temporary=Under("ext4", is_encrypted=True)), "temporary-encrypted", OK),
        (replace(SAFE, dumps=True), "dumps-on", WARNING),
        (replace(SAFE, dumps=None), "dumps-unknown", ADVICE),
        (replace(SAFE, dump_handler="apport"), "dumps-handed", ADVICE),
        (replace(SAFE, now="2020-01-01T00:00:00Z"), "clock-before-built", WARNING),
        (replace(SAFE, now="2060-01-01T00:00:00Z"), "clock-far", WARNING),
        (replace(SAFE, newest_entry="2027-05-01T12:00:00Z"), "clock-backwards", WARNING),
        (replace(SAFE, folder=replace(FOLDER, newest_file="2027-05-02T00:00:00Z")), "clock-backwards-files", WARNING),
    ],
)  # fmt: skip
def test_each_risk_has_its_finding(seen: Machine, code: str, level: str) -> None:
    """Each thing that can be wrong is found, at its level, and says so in both languages."""
    assert level == levels(seen).get(code)
    assert {"en", "fa"} <= set(table_of(code))


def table_of(code: str) -> dict[str, str]:
    """Gives a finding's sentence by language."""
    return {lang: told for lang in ("en", "fa") if (told := say(f"doctor.{code}", lang)) != f"doctor.{code}"}


@given(TIMES, TIMES)
def test_a_clock_that_is_behind_is_never_ok(now: datetime, newest: datetime) -> None:
    """Whatever the times, a clock that is behind the journal or before the program's own day is warned of."""
    said, last = (one.isoformat(timespec="seconds") + "Z" for one in (now, newest))
    clock = next(one for one in judge(replace(SAFE, now=said, newest_entry=last)) if one.code.startswith("clock"))

    if said < BUILT or now + timedelta(minutes=6) < newest:
        assert (WARNING, True) == (clock.level, clock.code != "clock")


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/Dropbox/desk", "Dropbox"), ("/home/a/OneDrive - Group/desk", "OneDrive"),
        ("/Users/a/Library/Mobile Documents/desk", "iCloud"), ("/home/a/Google Drive/x/desk", "Google Drive"),
        ("/home/a/boxes/desk", ""), ("/home/a/desk", ""),
    ],
)  # fmt: skip
def test_a_folder_that_is_copied_away(path: str, service: str) -> None:
    """A folder of a syncing service is known by its name, in any case of letters; a word that only begins alike is not."""
    assert service == synced_by(Path(path))


def test_a_service_is_known_by_its_mark(tmp_path: Path) -> None:
    """Whatever a folder is called, the mark that a service leaves in it tells."""
    (tmp_path / ".stfolder").mkdir()

    assert "Syncthing" == synced_by(tmp_path / "work" / "desk")
    assert all(signs.get("folders") for signs in table("reading/machine/synced").values())


def test_a_real_vault(vault: Vault, root: Path) -> None:
    """A vault as it is made is encrypted, its key not below the floor, and nobody else's; open, its cipher is known."""
    closed = examine(vault.path, now=NOW, root=root, system="linux")
    inside = examine(vault.path, vault, now=NOW, root=root, system="linux")

    found = {one.code: one.level for one in closed.findings}
    assert {"store-encrypted", "key-cost", "permissions", "not-synced"} <= found.keys()
    assert (False, True) == (closed.opened, inside.opened)
    assert {"cipher": OK} == {one.code: one.level for one in inside.findings if one.code.startswith("cipher")}


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_vault_that_others_can_read(vault: Vault, root: Path) -> None:
    """A file that others may read is named where the folder lets them in, and is no matter where it does not."""
    for one in (vault.path, *vault.path.iterdir()):
        one.chmod(0o700)
    (vault.path / "key").chmod(0o644)
    closed = examine(vault.path, now=NOW, root=root, system="linux").findings
    vault.path.chmod(0o755)

    (found,) = [one for one in examine(vault.path, now=NOW, root=root, system="linux").findings if one.code == "permissions-open"]
    assert "permissions" in {one.code for one in closed}
    assert (True, ".") == ("key" in str(found.facts["names"]), str(found.facts["names"])[0])


def test_a_vault_put_back_as_a_plain_database(vault: Vault, root: Path) -> None:
    """A database that begins as a plain one is a warning, before any passphrase is typed."""
    vault.close()
    data = (vault.path / "store").read_bytes()
    (vault.path / "store").write_bytes(b"SQLite format 3\0" + data[16:])

    assert "store-plain" in {one.code for one in examine(vault.path, now=NOW, root=root, system="linux").findings}


def test_the_clock_of_an_open_vault(vault: Vault, root: Path) -> None:
    """An entry that was written later than now is a warning that names both times."""
    path = vault.path
    vault.close()
    with open_vault(path, "four invented words here", clock=lambda: "2031-01-01T00:00:00Z") as ahead:
        list(desk.capture_sources(ahead, [desk.Pasted("a", "a.txt")], desk.IntakeOptions(read=False)))
        found = examine(path, ahead, now=NOW, root=root, system="linux").findings

    (clock,) = [one for one in found if one.code.startswith("clock")]
    assert ("clock-backwards", "2031-01-01T00:00:00Z") == (clock.code, clock.facts["newest"])


def test_a_mac_is_asked_and_windows_is_not(vault: Vault) -> None:
    """On a Mac `fdesetup` says whether FileVault is on; on Windows nothing is run, and the person is told where to look."""
    calls: list[tuple[str, ...]] = []

    def ask(call: tuple[str, ...]) -> str:
        calls.append(call)
        return "FileVault is On.\n"

    mac = {one.code for one in examine(vault.path, now=NOW, system="darwin", ask=ask).findings}
    asked = list(calls)
    windows = {one.code for one in examine(vault.path, now=NOW, system="windows", ask=ask).findings}

    assert {("fdesetup", "status")} == set(asked)
    assert asked == calls
    assert ("disk" in mac, "disk-unknown-windows" in windows) == (True, True)


def test_no_vault_there(tmp_path: Path) -> None:
    """A folder without a vault is told as such."""
    with pytest.raises(VaultError, match="vault-missing"):
        examine(tmp_path, now=NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"is_unscrubbed": True}, "unscrubbed"),
        ({"colleagues": 1, "alone_in": ("sources",), "reads_sources": True}, "sources-alone"),
        ({"colleagues": 1, "reads_sources": True}, "sources-readable"),
    ],
)
def test_advice_about_keys(changes: dict[str, object], code: str) -> None:
    """Who has colleagues is told where a lost device would lose `sources`, and where a seized one would show it."""
    assert levels(replace(SAFE, **changes)).get(code) == ADVICE  # type: ignore[arg-type]
    assert code not in levels(SAFE)
    assert "sources-alone" not in levels(replace(SAFE, alone_in=("sources",), reads_sources=True))


def test_a_real_desk_alone(vault: Vault) -> None:
    """A desk of one is given no advice about colleagues that it has not."""
    seen = look_inside(vault, SAFE)

    assert (seen.colleagues, seen.alone_in, seen.reads_sources) == (0, ("custody", "open", "sources", "team"), True)
    assert seen.cipher in CIPHERS

"""`govah stamp` as a person calls it: with an authority on this machine, without any, and offline."""

from __future__ import annotations

from pathlib import Path

import pytest

from capture.servers import free_port
from conftest import find_tool
from desks import STATEMENT
from shell import Shell, shell_in
from stamp.authority import Papers, papers, serving

HERE = ("--plain-http", "--allow-private")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a new vault in it."""
    return shell_in(tmp_path)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """An authority that is one."""
    find_tool("openssl")
    return papers(Path(tmp_path_factory.mktemp("tsa")) / "real")


@pytest.mark.needs_tool("openssl")
def test_stamp_list_verify(shell: Shell, real: Papers) -> None:
    """A head is stamped, listed and checked, one dead authority notwithstanding; every command answers in JSON."""
    (shell.home / "roots.pem").write_text(real.roots)
    with serving({"/tsr": real.reply}) as server:
        dead = f"http://127.0.0.1:{free_port()}/tsr"
        stamped = shell("stamp", "--authority", server.url("/tsr"), "--authority", dead, *HERE, "--json")
    listed = shell("stamp", "list", "--json").json()["stamps"]
    checked = shell("stamp", "verify", "--roots", "roots.pem", "--json")

    outcomes = stamped.json()["outcomes"]
    assert (0, ["authority-unreachable", ""]) == (stamped.code, sorted((one["code"] for one in outcomes), reverse=True))
    assert ["stamped"] == [row["state"] for row in listed]
    assert (0, [True]) == (checked.code, [one["good"] for one in checked.json()["stamps"]])


@pytest.mark.needs_tool("openssl")
@pytest.mark.parametrize(("lang", "waited"), [("en", "had waited"), ("fa", "منتظر مانده بود")], ids=["en", "fa"])
def test_the_gap_is_said_in_words(shell: Shell, real: Papers, lang: str, waited: str) -> None:
    """The list says who stamped, when, and how long the oldest entry had waited, in either language."""
    with serving({"/tsr": real.reply}) as server:
        told = shell("--lang", lang, "stamp", "--authority", server.url("/tsr"), *HERE)
        listed = shell("--lang", lang, "stamp", "list")

    for answer in (told, listed):
        assert (0, "") == (answer.code, answer.err)
        assert "Invented Time Authority" in answer.out
        assert waited in answer.out


@pytest.mark.needs_tool("openssl")
def test_a_record_stands_between_its_bounds(shell: Shell, real: Papers) -> None:
    """A document is shown not after the stamp that covers it."""
    shell.write("report.txt", STATEMENT)
    document = shell("capture", "report.txt", "--no-read", "--json").json()["documents"][0]["id"]
    bare = shell("stamp", "list", document)
    with serving({"/tsr": real.reply}) as server:
        shell("stamp", "--authority", server.url("/tsr"), *HERE)
    covered = shell("stamp", "list", document)

    assert "no stamp covers it yet" in bare.out
    assert "not after" in covered.out


def test_the_queue_needs_no_network(shell: Shell) -> None:
    """`--queue` writes down the wish; where no authority answers, the command says so, fails, and the head still waits."""
    queued = shell("stamp", "--queue")
    failed = shell("stamp", "--authority", f"http://127.0.0.1:{free_port()}/", *HERE)
    listed = shell("stamp", "list", "--json").json()["stamps"]

    assert (0, 6) == (queued.code, failed.code)
    assert "none of the 1 authorities gave a stamp" in failed.err
    assert ["waiting"] == [row["state"] for row in listed]


def test_without_leave_nothing_is_sent(shell: Shell) -> None:
    """An http address of this machine is refused unless it was allowed."""
    with serving({"/tsr": lambda _: b"x"}) as server:
        refused = shell("stamp", "--authority", server.url("/tsr"))

        assert [] == server.seen
    assert 6 == refused.code
    assert "--plain-http" in refused.out


def test_a_dead_proxy_is_not_gone_round(shell: Shell) -> None:
    """With a proxy that does not answer nothing is sent, and the command fails."""
    with serving({"/tsr": lambda _: b"x"}) as server:
        proxy = f"socks5h://127.0.0.1:{free_port()}"
        failed = shell("stamp", "--authority", server.url("/tsr"), "--proxy", proxy, *HERE)

        assert [] == server.seen
    assert 6 == failed.code


@pytest.mark.needs_tool("openssl")
def test_verify_fails_where_a_token_does(shell: Shell, real: Papers, tmp_path: Path) -> None:
    """A root that does not lead to the token makes the check end in an error."""
    (shell.home / "roots.pem").write_text(papers(tmp_path / "other").roots)
    with serving({"/tsr": real.reply}) as server:
        shell("stamp", "--authority", server.url("/tsr"), *HERE)
    checked = shell("stamp", "verify", "--roots", "roots.pem")

    assert 5 == checked.code
    assert "NOT good" in checked.out


@pytest.mark.needs_tool("openssl")
def test_stamps_are_exported(shell: Shell, real: Papers) -> None:
    """The tokens go into a new folder with the lines for openssl; a folder that is there is left alone."""
    with serving({"/tsr": real.reply}) as server:
        shell("stamp", "--authority", server.url("/tsr"), *HERE)
    written = shell("stamp", "export", "-o", "stamps")
    again = shell("stamp", "export", "-o", "stamps")

    assert (0, 2) == (written.code, again.code)
    assert (shell.home / "stamps" / "check.sh").read_text().startswith("#!/bin/sh")
    assert (shell.home / "stamps" / "1" / "1.tsr").is_file()


def test_nothing_stamped_is_said(shell: Shell) -> None:
    """An empty list says what to do."""
    assert "Nothing was stamped yet" in shell("stamp", "list").out

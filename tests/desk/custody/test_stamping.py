"""Stamping the journal: several authorities at once, wrong ones refused, a queue without a network, no document's hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from capture.servers import free_port
from desks import Take
from govah import desk
from govah.desk.custody.heads import stamps_in
from govah.desk.custody.routes import Ways
from govah.desk.custody.stamped import FAR, placed, stamp_rows, verify_stamps
from govah.desk.custody.stamping import Outcome, StampOptions, complete_stamps, queue_stamp, stamp_heads
from govah.errors import CaptureError, EvidenceError, NotFoundError
from govah.journal import log_key, read_vkey, verify_checkpoint
from govah.records import Stamp, new_id
from govah.stamp import OTS, RFC3161, Answer, Authority, Message, authorities_from
from govah.stamp.certificates import EXPIRED
from govah.stamp.sending import Limits
from govah.vault import Vault, create_vault
from stamp.authority import Papers, hanging, papers, serving
from stamp.test_calendars import completion, promise

WAYS = Ways(plain_http=True, allow_private=True, limits=Limits(patience=4.0, longest=6.0))
needs_openssl = pytest.mark.needs_tool("openssl")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """An authority that is one."""
    return papers(Path(tmp_path_factory.mktemp("tsa")) / "real")


def options(*urls: str, calendars: tuple[str, ...] = (), again: bool = False, chain: str = "") -> StampOptions:
    """Gives options that ask these addresses of this machine."""
    return StampOptions(authorities_from(urls, calendars), WAYS, chain, again)


def no_network(_message: Message) -> Answer:
    """Stands for a network where there is none."""
    raise CaptureError("authority-unreachable", name="nowhere")


def by_path(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    """Gives what came of each authority: `kept`, or the code."""
    return {one.authority.url.rpartition("/")[2]: "kept" if one.stamp else one.code for one in outcomes}


@needs_openssl
def test_several_are_asked_at_once_and_the_wrong_refused(vault: Vault, take: Take, real: Papers, tmp_path: Path) -> None:
    """Each authority is judged by itself: right answers are kept to the byte, wrong ones are refused, and none stops another."""
    take("a report")
    old, sent = papers(tmp_path / "old", days=(-400, -35)), []

    def kept(reply: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        def answered(request: bytes) -> bytes:
            sent.append(reply(request))
            return sent[-1]

        return answered

    def other_nonce(request: bytes) -> bytes:
        return real.reply(request[:-4] + bytes([request[-4] ^ 1]) + request[-3:])

    def other_imprint(request: bytes) -> bytes:
        place = request.index(b"\x04\x20") + 2
        return real.reply(request[:place] + bytes(32) + request[place + 32 :])

    replies = {
        "/one": kept(real.reply), "/two": kept(real.reply), "/old": kept(old.reply), "/nonce": other_nonce,
        "/imprint": other_imprint, "/garbage": lambda _: b"<html>no</html>", "/huge": lambda _: bytes(1 << 22),
        "/hanging": hanging,
    }  # fmt: skip
    with serving(replies) as server:
        quick = replace(WAYS, limits=Limits(patience=1.5, longest=6.0))
        asked = authorities_from([server.url(path) for path in (*replies, "/gone")], ())
        outcomes = stamp_heads(vault, StampOptions(asked, quick))

    assert {
        "one": "kept", "two": "kept", "old": "kept", "nonce": "stamp-replayed", "imprint": "stamp-of-another",
        "garbage": "token-malformed", "huge": "authority-too-large", "hanging": "authority-slow", "gone": "authority-refused",
    } == by_path(outcomes)  # fmt: skip
    assert [(), (), (EXPIRED,)] == [one.doubts for one in outcomes if one.stamp]
    assert sorted(sent) == sorted(base64.b64decode(held.stamp.token) for held in stamps_in(vault))


@needs_openssl
def test_no_document_hash_goes_out(vault: Vault, take: Take, real: Papers) -> None:
    """All that an authority sees is the hash of a signed head: no document's hash, name or text, and no id of anything."""
    sealed = take("words that nobody outside may learn of", "secret.txt")
    documents = [row.sha256 for row in desk.documents(vault)]
    note = vault.checkpoint
    with serving({"/tsr": real.reply, "/digest": lambda imprint: promise(imprint)[0]}) as server:
        stamp_heads(vault, options(server.url("/tsr"), calendars=(server.url("/")[:-1],)))

        seen = server.seen

    digest = hashlib.sha256(note.encode()).digest()
    query = next(body for _, path, _, body in seen if path == "/tsr")
    assert digest == next(body for _, path, _, body in seen if path == "/digest")
    assert 1 == query.count(digest)
    assert len(query) < 80
    everything = b"".join(body + path.encode() + str(headers).encode() for _, path, headers, body in seen)
    hidden = [sealed.document.id, vault.device, vault.member, "secret", "words", *documents]
    assert [] == [one for one in hidden if one.encode() in everything]
    assert [] == [one for one in documents if bytes.fromhex(one) in everything]


def test_a_wish_needs_no_network(vault: Vault, take: Take) -> None:
    """A stamp can be wished for offline: nothing is sent, and the head waits, signed as it stood."""
    take("a report")
    note = vault.checkpoint

    (wish,) = queue_stamp(vault)

    head = verify_checkpoint(wish.note, log_key(vault.device, _key(vault)))
    assert (note, head.size, "waiting") == (wish.note, wish.size, stamp_rows(vault)[0].state)


@needs_openssl
def test_the_queue_goes_out_when_asked(vault: Vault, take: Take, real: Papers) -> None:
    """What waits is met by a stamp of the newest head, which covers it; a run without a network leaves it waiting."""
    take("a report")
    queue_stamp(vault)
    with serving({"/tsr": real.reply}) as server:
        asked = options(server.url("/tsr"))
        failed = stamp_heads(vault, asked, no_network)
        before = [row.state for row in stamp_rows(vault)]
        take("another report")
        stamp_heads(vault, asked)

    assert [False] == [one.is_answered for one in failed]
    assert ["waiting"] == before
    assert ["met", "stamped"] == [row.state for row in stamp_rows(vault)]


@needs_openssl
def test_a_wish_remembers_whom_to_ask(vault: Vault, real: Papers) -> None:
    """A wish that names an authority is sent to that one, and to nobody else."""
    with serving({"/tsr": real.reply}) as server:
        queue_stamp(vault, authorities_from([server.url("/tsr")], ()))
        outcomes = stamp_heads(vault, StampOptions(ways=WAYS))

    assert {"tsr": "kept"} == by_path(outcomes)


def test_only_the_known_are_asked_by_default(vault: Vault) -> None:
    """Without a name the public authorities of the vocabulary are asked, all by https."""
    asked: list[str] = []

    def send(message: Message) -> Answer:
        asked.append(message.url)
        return no_network(message)

    outcomes = stamp_heads(vault, StampOptions(), send)

    assert len(asked) == len(outcomes) >= 5
    assert {True} == {url.startswith("https://") for url in asked}


@needs_openssl
def test_nothing_new_is_not_sent_again(vault: Vault, take: Take, real: Papers) -> None:
    """Where nothing but stamps was entered since, nobody is asked again, unless a person says so."""
    take("a report")
    with serving({"/tsr": real.reply}) as server:
        results = [
            stamp_heads(vault, options(server.url("/tsr"))),
            stamp_heads(vault, options(server.url("/tsr"))),
            stamp_heads(vault, options(server.url("/tsr"), again=True)),
        ]

    assert ["kept", "stamp-nothing-new", "kept"] == [by_path(one)["tsr"] for one in results]
    assert 2 == len(server.seen)


@needs_openssl
def test_a_wish_is_met_though_nothing_is_new(vault: Vault, take: Take, real: Papers) -> None:
    """Who wishes for a stamp after everything was stamped gets one all the same, and only one."""
    take("a report")
    with serving({"/tsr": real.reply}) as server:
        stamp_heads(vault, options(server.url("/tsr")))
        queue_stamp(vault)
        second = stamp_heads(vault, options(server.url("/tsr")))
        third = stamp_heads(vault, options(server.url("/tsr")))

    assert ["kept", "stamp-nothing-new"] == [by_path(one)["tsr"] for one in (second, third)]
    assert ["stamped", "met", "stamped"] == [row.state for row in stamp_rows(vault)]


@needs_openssl
def test_a_head_of_a_colleague_is_stamped_too(vault: Vault, real: Papers) -> None:
    """A head of another device that waits here is sent along by the one who has a network."""
    other = f"v{'a' * 16}"
    note = f"govah.journal/{other}\n12\n{'A' * 43}=\n\n— govah.journal/{other} {'A' * 91}=\n"
    wish = Stamp(new_id("stamp", vault.entropy), other, 12, "00" * 32, note, "wish")
    vault.append([[(wish, "open")]])
    with serving({"/tsr": real.reply}) as server:
        stamp_heads(vault, options(server.url("/tsr")))

    assert {other, vault.device} == {held.stamp.device for held in stamps_in(vault) if held.stamp.token}


def test_a_dead_proxy_is_not_gone_round(vault: Vault, take: Take) -> None:
    """Where the proxy does not answer, the authority sees nothing and the head waits."""
    take("a report")
    ways = replace(WAYS, proxy=f"socks5h://127.0.0.1:{free_port()}")
    with serving({"/tsr": lambda _: b"x"}) as server:
        outcomes = stamp_heads(vault, StampOptions(authorities_from([server.url("/tsr")], ()), ways))

        assert [] == server.seen
    assert {"tsr": "proxy-failed"} == by_path(outcomes)


@needs_openssl
def test_what_was_entered_stands_between_stamps(vault: Vault, take: Take, real: Papers) -> None:
    """What was captured between two stamps is shown not before the one and not after the other, with the gap."""
    first = take("the first report")
    with serving({"/tsr": real.reply}) as server:
        stamp_heads(vault, options(server.url("/tsr")))
        second = take("the second report", "second.txt")
        stamp_heads(vault, options(server.url("/tsr")))
    third = take("the third report", "third.txt")

    one, two, three = (placed(vault, taken.document.id)[0] for taken in (first, second, third))
    early, late = (row.id for row in stamp_rows(vault))
    found = [
        (at.bracket.not_before and at.bracket.not_before.stamp, at.bracket.not_after and at.bracket.not_after.stamp)
        for at in (one, two, three)
    ]
    assert [(None, early), (early, late), (late, None)] == found
    assert not any(at.is_outside for at in (one, two, three))
    assert two.gap is not None
    assert -5 < two.gap < 60


@needs_openssl
def test_the_list_shows_what_each_stamp_covers(vault: Vault, take: Take, real: Papers) -> None:
    """A row has the authority's words, and counts only what no earlier stamp had covered."""
    take("a report")
    before = vault.checkpoint
    with serving({"/tsr": real.reply}) as server:
        stamp_heads(vault, options(server.url("/tsr")))
        take("another", "another.txt")
        stamp_heads(vault, options(server.url("/tsr")))

    one, two = stamp_rows(vault)
    size = int(before.split("\n")[1])
    assert (size, two.size - size) == (one.covers, two.covers)
    assert ("Invented Time Authority, Qamar", "1.2.3.4.1", 1_500_100) == (one.tsa, one.policy, one.accuracy)
    assert one.gap is not None


@needs_openssl
def test_verify_asks_openssl(vault: Vault, take: Take, real: Papers, tmp_path: Path) -> None:
    """Every token is checked against the roots given: the right root makes it good, another does not."""
    take("a report")
    other = papers(tmp_path / "other")
    old = papers(tmp_path / "old", days=(-400, -35))
    with serving({"/tsr": real.reply, "/old": old.reply}) as server:
        stamp_heads(vault, options(server.url("/tsr"), server.url("/old")))

    both = verify_stamps(vault, real.roots + old.roots)
    strange = verify_stamps(vault, other.roots)

    assert [(True, ""), (False, "stamp-expired")] == [(one.is_good, one.code) for one in both]
    assert [False, False] == [one.is_good for one in strange]


@needs_openssl
def test_a_made_up_stamp_is_not_believed(vault: Vault, real: Papers) -> None:
    """A record with a head that nobody signed is told as bad, and one that is no head is not even listed."""
    other = f"v{'a' * 16}"
    note = f"govah.journal/{other}\n12\n{'A' * 43}=\n\n— govah.journal/{other} {'A' * 91}=\n"
    forged = Stamp(new_id("stamp", vault.entropy), other, 12, "00" * 32, note, RFC3161, "https://x.example", token="MAA=")
    own = replace(forged, id=new_id("stamp", vault.entropy), device=vault.device, note=note.replace(other, vault.device))
    mute = replace(forged, id=new_id("stamp", vault.entropy), note="no head")
    vault.append([[(one, "open")] for one in (forged, own, mute)])

    found = verify_stamps(vault, real.roots)

    assert ["stamp-of-stranger", "signature-wrong"] == [one.code.replace("missing", "wrong") for one in found]
    assert {False} == {one.is_good for one in found}


@needs_openssl
def test_a_chain_is_kept(vault: Vault, take: Take, real: Papers) -> None:
    """Certificates that a person brings are kept with the token; a file that holds none stops it before anything is sent."""
    take("a report")
    with serving({"/tsr": real.reply}) as server:
        with pytest.raises(EvidenceError):
            stamp_heads(vault, options(server.url("/tsr"), chain="no certificate"))
        assert [] == server.seen
        (outcome,) = stamp_heads(vault, options(server.url("/tsr"), chain=real.roots))

    assert outcome.stamp is not None
    assert real.roots.split() == outcome.stamp.chain.split()


@needs_openssl
def test_a_wrong_clock_is_told(tmp_path: Path, real: Papers) -> None:
    """Where the device's clock and the authority's are far apart, the list says so, and the gap goes the other way."""
    with create_vault(tmp_path / "late", "four invented words here", clock=lambda: "2093-01-01T00:00:00Z") as late:
        with serving({"/tsr": real.reply}) as server:
            stamp_heads(late, options(server.url("/tsr")))
        (row,) = stamp_rows(late)

    assert (FAR,) == row.doubts
    assert row.gap is not None
    assert row.gap < 0


def test_a_promise_is_kept_and_completed(vault: Vault, take: Take) -> None:
    """A calendar's promise is kept to the byte, and completed by a later stamp once it is in a block; nobody else is asked."""
    take("a report")
    asked: list[str] = []
    made: dict[str, bytes] = {}

    def send(message: Message) -> Answer:
        asked.append(message.url)
        if message.method == "POST":
            made["raw"], made["commitment"] = promise(message.body, "https://calendar.example")
            return Answer(200, made["raw"])
        return Answer(200, completion(made["commitment"])) if "ready" in made else Answer(404, b"not yet")

    chosen = StampOptions((Authority(OTS, "https://calendar.example"),))
    (first,) = stamp_heads(vault, chosen, send)
    pending = complete_stamps(vault, chosen, send)
    made["ready"] = b""
    (done,) = complete_stamps(vault, chosen, send)
    again = complete_stamps(vault, chosen, send)

    assert first.stamp is not None
    assert done.stamp is not None
    assert made["raw"] == base64.b64decode(first.stamp.token)
    assert ((), first.stamp.id, ()) == (pending, done.stamp.follows, again)
    assert ["completed", "in-block"] == [row.state for row in stamp_rows(vault)]
    assert 3 == len(asked)


def test_a_promise_sends_us_nowhere(vault: Vault, take: Take) -> None:
    """A promise that names an address which nobody chose is kept, and that address is never asked."""
    take("a report")
    asked: list[str] = []

    def send(message: Message) -> Answer:
        asked.append(message.url)
        return Answer(200, promise(message.body, "https://elsewhere.example")[0])

    chosen = StampOptions((Authority(OTS, "https://calendar.example"),))
    stamp_heads(vault, chosen, send)
    complete_stamps(vault, chosen, send)

    assert ["https://calendar.example/digest"] == asked


def test_an_unknown_record_has_no_time(vault: Vault) -> None:
    """Asking for the time of what is not there says so."""
    with pytest.raises(NotFoundError):
        placed(vault, f"d{'z' * 16}")


def _key(vault: Vault) -> bytes:
    device = next(one.record for one in vault.of_kind("device"))
    return read_vkey(device.key).key

"""Having the heads of logs stamped by others: only when somebody asks for it, and then by several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Final

from govah.desk.custody.heads import Head, is_covered, newest_head, own_stamps, wished_heads
from govah.desk.custody.routes import Ways, host_of, transport
from govah.errors import GovahError, UsageError
from govah.journal import from_base64, to_base64
from govah.records import Stamp, new_id
from govah.stamp import (
    OTS,
    RFC3161,
    WISH,
    Answer,
    Authority,
    Message,
    Transport,
    calendars,
    check_token,
    imprint_of,
    known_authorities,
    message_for,
    read_token,
    request_for,
)
from govah.stamp.asking import NONCE_BYTES, Request
from govah.stamp.certificates import doubts_of, read_pem, to_pem
from govah.vault import Vault

_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True)
class StampOptions:
    """Whom to ask, and how to get there."""

    authorities: tuple[Authority, ...] = ()
    "Empty: those that wishes name, else the public ones of the vocabulary."
    ways: Ways = field(default_factory=Ways)
    chain: str = ""
    "Certificates in PEM to keep beside the tokens, where an authority leaves them out."
    again: bool = False
    "Whether to ask although nothing but stamps was entered since the last one."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking one authority about one head."""

    authority: Authority
    size: int
    stamp: Stamp | None = None
    "What was kept; None where there was no answer that could be."
    code: str = ""
    "Why there is none (`authority-slow`), or `stamp-nothing-new`."
    facts: Mapping[str, object] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    "Codes of what is odd about a token that was kept nevertheless."

    @property
    def is_answered(self) -> bool:
        """Answers whether there is nothing more to be had from this authority now."""
        return self.stamp is not None or self.code == "stamp-nothing-new"


@dataclass(frozen=True, slots=True)
class _Errand:
    """One request on its way: to whom, about which head, and what its answer has to repeat."""

    authority: Authority
    head: Head
    message: Message
    request: Request | None = None
    promise: Stamp | None = None
    "The promise whose keeping is asked about."
    commitment: bytes = b""


def queue_stamp(vault: Vault, authorities: Sequence[Authority] = ()) -> tuple[Stamp, ...]:
    """Writes down that the newest head is to be stamped, without any network; whoever has one, here or after sync, can do it."""
    head = newest_head(vault)
    asked = list(authorities) or [Authority("", "")]
    wishes = tuple(
        replace(_blank(vault, head), kind=WISH, authority=one.url, asks=one.kind, requested_at=vault.clock()) for one in asked
    )
    vault.append([[(one, "open")] for one in wishes])
    return wishes


def stamp_heads(vault: Vault, options: StampOptions, send: Transport | None = None) -> tuple[Outcome, ...]:
    """Asks every authority about the newest head, and about heads of others that wait; what is answered is kept at once.

    The newest head covers all below it, so one request an authority does for the whole queue. One that fails stops no other.
    """
    if options.chain:
        read_pem(options.chain)
    own = own_stamps(vault)
    heads = [newest_head(vault), *wished_heads(vault)]
    asked = options.authorities or _wished(own) or known_authorities()
    made = [_errand(vault, authority, head, own, options) for authority in asked for head in heads]
    errands = [one for one in made if isinstance(one, _Errand)]
    outcomes = [one for one in made if isinstance(one, Outcome)]
    return (*outcomes, *_run(vault, errands, send or transport(options.ways), options.chain))


def complete_stamps(vault: Vault, options: StampOptions, send: Transport | None = None) -> tuple[Outcome, ...]:
    """Asks the calendars whether what they promised is in a block by now; one that is not yet stays as it is."""
    if not calendars.has_library():
        return ()
    kept = own_stamps(vault)
    done = {one.follows for one in kept}
    known = tuple(one.url for one in (*options.authorities, *known_authorities()) if one.kind == OTS)
    errands = [errand for one in kept if one.kind == OTS and one.id not in done for errand in _questions(one, known)]
    return tuple(one for one in _run(vault, errands, send or transport(options.ways), "") if one.stamp is not None)


def _wished(own: Sequence[Stamp]) -> tuple[Authority, ...]:
    open_wishes = [one for one in own if one.kind == WISH and one.authority and not is_covered(one, own)]
    return tuple(dict.fromkeys(Authority(one.asks, one.authority) for one in open_wishes))


def _errand(vault: Vault, authority: Authority, head: Head, kept: Sequence[Stamp], options: StampOptions) -> _Errand | Outcome:
    if not options.again and not head.is_fresh_for(authority, kept):
        return Outcome(authority, head.size, code="stamp-nothing-new")
    if authority.kind == RFC3161:
        request = request_for(head.note, vault.entropy(NONCE_BYTES))
        return _Errand(authority, head, message_for(request, authority), request)
    if authority.kind != OTS:
        raise UsageError("authority-kind", kind=authority.kind)
    if not calendars.has_library():
        return Outcome(authority, head.size, code="stamp-library-missing")
    return _Errand(authority, head, calendars.message_for(head.note, authority))


def _questions(promise: Stamp, known: tuple[str, ...]) -> Iterable[_Errand]:
    head = Head(promise.device, promise.size, promise.root, promise.note)
    try:
        found = calendars.read_promise(from_base64(promise.token), imprint_of(promise.note))
    except GovahError:
        return
    if found.blocks:
        return
    for calendar, commitment in found.pending:
        if calendars.is_of(calendar, (promise.authority, *known)):
            message = calendars.question_for(calendar, commitment)
            yield _Errand(Authority(OTS, promise.authority), head, message, None, promise, commitment)


def _run(vault: Vault, errands: Sequence[_Errand], send: Transport, chain: str) -> list[Outcome]:
    """Sends all at once, and keeps whatever is an answer: each token is an entry of its own."""
    if not errands:
        return []
    asked_at = vault.clock()
    with ThreadPoolExecutor(min(_AT_ONCE, len(errands))) as threads:
        answers = list(threads.map(_guarded(send), [one.message for one in errands]))
    received_at = vault.clock()
    outcomes = [
        _outcome(vault, errand, answer, (asked_at, received_at), chain) for errand, answer in zip(errands, answers, strict=True)
    ]
    made = [one.stamp for one in outcomes if one.stamp is not None]
    if made:
        vault.append([[(one, "open")] for one in made])
    return outcomes


def _guarded(send: Transport) -> Callable[[Message], Answer | GovahError]:
    def sent(message: Message) -> Answer | GovahError:
        try:
            return send(message)
        except GovahError as error:
            return error

    return sent


def _outcome(vault: Vault, errand: _Errand, answer: Answer | GovahError, times: tuple[str, str], chain: str) -> Outcome:
    authority, size = errand.authority, errand.head.size
    if isinstance(answer, GovahError):
        return Outcome(authority, size, code=answer.code, facts=answer.facts)
    if answer.status != 200:
        return Outcome(authority, size, code="authority-refused", facts={"name": host_of(authority.url), "status": answer.status})
    try:
        token, doubts = _judged(errand, answer.body)
    except GovahError as error:
        return Outcome(authority, size, code=error.code, facts={"name": host_of(authority.url), **error.facts})
    made = replace(
        _blank(vault, errand.head),
        kind=authority.kind,
        authority=authority.url,
        requested_at=times[0],
        received_at=times[1],
        token=to_base64(token),
        chain=to_pem(read_pem(chain)) if chain and authority.kind == RFC3161 else "",
        follows=errand.promise.id if errand.promise else "",
    )
    return Outcome(authority, size, made, doubts=doubts)


def _judged(errand: _Errand, body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Gives what is to be kept, and what is odd about it; an answer to another question is an `EvidenceError`."""
    if errand.request is not None:
        token = read_token(body)
        check_token(token, errand.request)
        return body, doubts_of(token)
    imprint = imprint_of(errand.head.note)
    if errand.promise is None:
        calendars.read_promise(body, imprint)
        return body, ()
    whole = calendars.completed(from_base64(errand.promise.token), imprint, errand.commitment, body)
    calendars.read_promise(whole, imprint)
    return whole, ()


def _blank(vault: Vault, head: Head) -> Stamp:
    return Stamp(new_id("stamp", vault.entropy), head.device, head.size, head.root, head.note, "")

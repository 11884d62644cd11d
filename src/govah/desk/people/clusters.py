"""Persons: clusters of mentions, computed from judgements that can be withdrawn; a person's id holds for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from govah.desk.onfile.erased import require_there
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.namesearch import find_names
from govah.errors import NotFoundError
from govah.link import suggest_same
from govah.records import Judgement, Mention, is_id, mention_of, person_of
from govah.text import fold_name, script_of
from govah.vault import Vault
from govah.vault.finding import has_more_than

FEW: Final = 500
NEAREST: Final = 12
"""Mentions up to which everybody is compared with everybody."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the desk's judgements have it now."""

    id: str
    mentions: tuple[Mention, ...]
    "In the order in which they were recorded; the person's id was born with the first."
    retired: tuple[str, ...] = ()
    "Ids of persons that were joined to this one; they resolve to it."
    unreviewed: bool = False
    "Whether a script's judgement holds some of it together."

    @property
    def name(self) -> str:
        """Gives the fullest name that a document writes."""
        return max((mention.name for mention in self.mentions), key=lambda name: (len(name.split()), len(name)))

    def name_in(self, lang: str) -> str:
        """Gives the fullest name in the letters that a reader of that language reads, or else the fullest there is.

        What a document writes as the name comes before what it gives as another form of it.
        """
        own = [mention.name for mention in self.mentions if _is_read_in(lang, mention.name)]
        other = (form for mention in self.mentions for form in mention.other_names if _is_read_in(lang, form))
        return max(own or other, key=lambda name: (len(name.split()), len(name)), default=self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Gives every form of the name, as written, each once."""
        forms = (form for mention in self.mentions for form in (mention.name, *mention.other_names))
        return tuple(dict.fromkeys(forms))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two persons that may be one, for a person to judge."""

    left: str
    right: str
    score: int
    reasons: tuple[str, ...]


def _is_read_in(lang: str, name: str) -> bool:
    return script_of(name) == ("arab" if lang == "fa" else "latn")


def mentions(vault: Vault, known_at: str | None = None) -> Iterator[Mention]:
    """Gives every mention of a person, oldest first."""
    gone: dict[str, bool] = {}
    for stored in vault.of_kind("mention", known_at):
        if isinstance(stored.record, Mention) and stored.record.kind == "person":
            list_ = stored.record.acceptance
            if list_ and list_ not in gone:
                gone[list_] = is_withdrawn(vault, list_, known_at)
            if not gone.get(list_):
                yield stored.record


def person(vault: Vault, id_: str, known_at: str | None = None) -> Person:
    """Gives the person that an id belongs to, also where it was joined to another since; raises `NotFoundError`."""
    found = _mention(vault, mention_of(id_), known_at)
    if found is None:
        require_there(vault, id_)
        raise NotFoundError("person-unknown")
    return _cluster(vault, found, known_at)


def names_in(vault: Vault, ids: Iterable[str], lang: str) -> dict[str, str]:
    """Gives how persons are called in the letters of a language, by id; those who are not on file are left out."""
    wanted = dict.fromkeys(ids)
    found = {id_: mention_of(id_) for id_ in wanted}
    vault.memory.gather(found.values())
    vault.memory.gather(found.values(), "judgement")
    known = ((id_, _person_of(vault, mention)) for id_, mention in found.items())
    return {id_: one.name_in(lang) for id_, one in known if one is not None}


def persons(vault: Vault, known_at: str | None = None) -> Iterator[Person]:
    """Gives every person, oldest first."""
    seen: set[str] = set()
    joined = {
        id_
        for stored in vault.of_kind("judgement", known_at)
        if isinstance(stored.record, Judgement)
        for id_ in (stored.record.left, stored.record.right)
    }
    for mention in mentions(vault, known_at):
        if mention.id not in joined:
            yield Person(person_of(mention.id), (mention,))
        elif mention.id not in seen:
            found = _cluster(vault, mention, known_at)
            seen.update(one.id for one in found.mentions)
            yield found


def named(vault: Vault, name_or_id: str, known_at: str | None = None) -> Person:
    """Gives the one person of that name or id; none, or more than one, is a `NotFoundError` that says what to do."""
    if is_id(name_or_id, "person"):
        return person(vault, name_or_id, known_at)
    found = with_name(vault, name_or_id, known_at)
    if not found:
        raise NotFoundError("person-unknown")
    if len(found) > 1:
        raise NotFoundError("person-ambiguous", ids=", ".join(one.id for one in found[:8]), count=len(found))
    return found[0]


def with_name(vault: Vault, name: str, known_at: str | None = None) -> tuple[Person, ...]:
    """Gives the persons with that name in any of its forms: those who bear it exactly, else those who bear all its words."""
    wanted = fold_name(name)
    candidates = list(_candidates(vault, name, known_at))
    exact = [one for one in candidates if any(fold_name(form) == wanted for form in one.names)]
    words = set(wanted.split())
    loose = [one for one in candidates if any(words <= set(fold_name(form).split()) for form in one.names)]
    return tuple(exact or loose)


def near_named(vault: Vault, name: str, most: int = 5) -> tuple[Person, ...]:
    """Gives the persons on file who share most words of a name, in either order; the nearest first."""
    wanted = set(fold_name(name).split())
    shared: Counter[str] = Counter(id_ for word in wanted for id_ in dict.fromkeys(vault.find_text(word, "mention")[:FEW]))
    found: dict[str, Person] = {}
    for id_, _ in shared.most_common(most * 4):
        mention = _mention(vault, id_, None)
        if mention is not None and len(found) < most:
            person = _cluster(vault, mention, None)
            found.setdefault(person.id, person)
    return tuple(found.values())


def likenesses(vault: Vault) -> tuple[Likeness, ...]:
    """Suggests which persons may be one, best first; those judged already are left out."""
    return _likenesses(vault, tuple(persons(vault)))


def likenesses_among(vault: Vault, people: Iterable[Person]) -> tuple[Likeness, ...]:
    """Suggests which of some persons may be one, best first; those judged already are left out."""
    return _likenesses(vault, tuple(people))


def likenesses_of(vault: Vault, person: Person) -> tuple[Likeness, ...]:
    """Suggests who may be the same as one person; in a large vault only among those whose names are the likest to theirs."""
    if not has_more_than(vault, "mention", FEW):
        return tuple(one for one in likenesses(vault) if person.id in (one.left, one.right))
    own = {mention.id for mention in person.mentions}
    hits = dict.fromkeys(hit.mention for name in person.names for hit in find_names(vault, name)[: NEAREST + len(own)])
    vault.memory.gather(hits)
    vault.memory.gather(hits, "judgement")
    near = {one.id: one for id_ in hits if id_ not in own and (one := _person_of(vault, id_)) is not None}
    pairs = (one for other in near.values() for one in _likenesses(vault, (person, other)))
    return tuple(sorted(pairs, key=lambda one: -one.score))


def _person_of(vault: Vault, mention: str) -> Person | None:
    found = _mention(vault, mention, None)
    return _cluster(vault, found, None) if found is not None else None


def _likenesses(vault: Vault, everybody: tuple[Person, ...]) -> tuple[Likeness, ...]:
    owner = {mention.id: one.id for one in everybody for mention in one.mentions}
    best: dict[frozenset[str], Likeness] = {}
    for found in suggest_same(tuple(mention for one in everybody for mention in one.mentions)):
        left, right = owner[found.left], owner[found.right]
        pair = frozenset((left, right))
        if left != right and (pair not in best or best[pair].score < found.score):
            best[pair] = Likeness(left, right, found.score, found.reasons)
    judged = _judged(vault, everybody, owner)
    return tuple(sorted((one for pair, one in best.items() if pair not in judged), key=lambda one: -one.score))


def _judged(vault: Vault, everybody: tuple[Person, ...], owner: dict[str, str]) -> set[frozenset[str | None]]:
    return {
        frozenset((owner.get(stored.record.left), owner.get(stored.record.right)))
        for one in everybody
        for mention in one.mentions
        for stored in vault.about(mention.id, "judgement")
        if isinstance(stored.record, Judgement) and not is_withdrawn(vault, stored.record.id)
    }


def _candidates(vault: Vault, name: str, known_at: str | None) -> Iterable[Person]:
    seen: set[str] = set()
    for id_ in vault.find_text(fold_name(name), "mention"):
        found = _mention(vault, id_, known_at)
        is_gone = found is not None and bool(found.acceptance) and is_withdrawn(vault, found.acceptance, known_at)
        if found is not None and not is_gone and found.id not in seen:
            cluster = _cluster(vault, found, known_at)
            seen.update(one.id for one in cluster.mentions)
            yield cluster


def _mention(vault: Vault, id_: str, known_at: str | None) -> Mention | None:
    for stored in vault.get(id_):
        if isinstance(stored.record, Mention) and (known_at is None or stored.time <= known_at):
            return stored.record
    return None


def _cluster(vault: Vault, start: Mention, known_at: str | None) -> Person:
    reached = {start.id: start}
    queue, by_script = [start.id], False
    while queue:
        here = queue.pop()
        for judgement in _joining(vault, here, known_at):
            there = judgement.right if judgement.left == here else judgement.left
            by_script = by_script or judgement.actor == "script"
            if there not in reached and (found := _mention(vault, there, known_at)) is not None:
                reached[there] = found
                queue.append(there)
    order = {id_: _recorded(vault, id_) for id_ in reached}
    ranked = sorted(reached.values(), key=lambda one: order[one.id])
    ids = [person_of(one.id) for one in ranked]
    return Person(ids[0], tuple(ranked), tuple(ids[1:]), by_script)


def _joining(vault: Vault, mention: str, known_at: str | None) -> Iterator[Judgement]:
    for stored in vault.about(mention, "judgement"):
        record = stored.record
        if not isinstance(record, Judgement) or record.verdict != "same" or (known_at is not None and stored.time > known_at):
            continue
        if not is_withdrawn(vault, record.id, known_at):
            yield record


def _recorded(vault: Vault, id_: str) -> tuple[str, str, int]:
    stored = next(iter(vault.get(id_)))
    return stored.time, stored.entry.device, stored.entry.seq

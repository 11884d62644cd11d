"""`govah link suggest` and its kin: who on file may be one person, what people judged of it, and what that says of the model."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from govah.dates import Edtf
from govah.desk.linking.cells import number_key, place_keys
from govah.desk.linking.columns import NUMBERS
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.desk.people.clusters import mentions
from govah.desk.review.reviewing import Reviewer
from govah.errors import NotFoundError, UsageError
from govah.link.clusters import Clustered, Edge, cluster
from govah.link.engine.fitting import EM_LEAST
from govah.link.engine.linking import Link, Linked, Verdict, link_rows
from govah.link.engine.model import ENOUGH, Model, shipped_model
from govah.link.estimates import Sampled, Share, kappa, precision, recall
from govah.link.rows import ListRow
from govah.records import Fact, Judgement, Mention, is_id, mention_of, new_id, person_of
from govah.vault import Vault

VERDICTS: Final = ("same", "different", "unsure")
AUTO_PRECISION: Final = 990
"""Measured precision, in thousandths, without which the auto band joins nobody."""
_RANDOM: Final = 0.05
_EVENTS: Final = ("killed", "executed", "died_in_custody", "disappeared", "arrested")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on file of one side of a pair, as a person should see it before they judge."""

    document: str = ""
    "Id of the document that names them."
    dates: tuple[str, ...] = ()
    "EDTF, of what claims say happened to them."
    places: tuple[str, ...] = ()
    "As written."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair that waits for a person."""

    left: str
    "Person id."
    right: str
    score: int
    "Millionths."
    band: str
    reasons: tuple[str, ...]
    drawn: str
    "`uncertain`, `bridge` or `random`."
    features: tuple[str, ...] = ()
    names: tuple[str, str] = ("", "")
    sides: tuple[Shown, Shown] = (Shown(), Shown())
    model: str = ""
    "Version of the model that gave the score."


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What judgements say of the model, of the reviewers, and of what may be merged."""

    judgements: int
    same: int
    different: int
    unsure: int
    withdrawn: int
    precision: Share
    "At .5, from the pairs that were drawn at random."
    recall: Share
    auto: Share
    "Precision of the auto band."
    twice: int
    "Pairs that two members judged."
    kappa: int | None
    "Their agreement beyond chance, in thousandths."
    may_merge: bool
    "Whether the auto band may join anybody for a number that is published."


@dataclass(frozen=True, slots=True)
class Live:
    """The judgements that stand, by pair of mentions; the last one of each member counts."""

    by_pair: dict[frozenset[str], dict[str, Judgement]] = field(default_factory=dict)
    withdrawn: int = 0

    def verdict(self, pair: frozenset[str]) -> str:
        """Gives what stands of a pair: the one verdict that all members share, `unsure` where they differ, or nothing."""
        found = {one.verdict for one in self.by_pair.get(pair, {}).values()}
        return next(iter(found)) if len(found) == 1 else "unsure" if found else ""


def live(vault: Vault) -> Live:
    """Gives the judgements between mentions that nobody took back."""
    by_pair: dict[frozenset[str], dict[str, Judgement]] = defaultdict(dict)
    withdrawn = 0
    for stored in vault.of_kind("judgement"):
        one = stored.record
        if not isinstance(one, Judgement) or not is_id(one.left, "mention"):
            continue
        if is_withdrawn(vault, one.id):
            withdrawn += 1
        else:
            by_pair[frozenset((one.left, one.right))][one.judged_by] = one
    return Live(dict(by_pair), withdrawn)


def suggest_links(vault: Vault, *, limit: int = 0, seed: int = 0, second: str = "", em: bool = False) -> tuple[Waiting, ...]:
    """Gives the pairs that wait: the least certain first, one in twenty drawn at random.

    Those judged already are left out, and those that other judgements make one person. With a member as `second` the pairs are
    those that others judged and that member did not, as if nobody had: no verdict is kept to and no model fitted, so that nothing
    of the first opinion shows. With `em` levels are learned from the mentions.

    Raises:
        UsageError: the extra `link` is not installed; or too few mentions or judgements for EM.
    """
    standing = live(vault)
    found = _linked(vault, Live() if second else standing, em=em)
    on_file = {one.id: one for one in mentions(vault)}
    whose = {} if second else {member: one.id for one in clusters_of(vault).clusters for member in one.members}
    open_ = [one for one in found.links if one.band != "reviewed" and _waits(standing, one, second) and not _is_one(whose, one)]
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret; the seed is the caller's
    bridging = _bridging(found.links)
    drawn = [(one, _drawn(one, bridging, chance)) for one in open_]
    ranked = sorted(drawn, key=lambda pair: (_turn(*pair), pair[0].left, pair[0].right))
    taken = ranked[:limit] if limit else ranked
    return tuple(replace(_waiting(vault, one, how, on_file), model=found.model.version) for one, how in taken)


def _is_one(whose: Mapping[str, str], one: Link) -> bool:
    """Whether judgements of other pairs make both ends one person already."""
    return whose.get(one.left, one.left) == whose.get(one.right, one.right)


def _waits(standing: Live, one: Link, second: str) -> bool:
    judged = standing.by_pair.get(frozenset((one.left, one.right)), {})
    return bool(judged) and second not in judged if second else not judged


def model_in_use(vault: Vault) -> Model:
    """Gives the model that suggests: the shipped one, or the one fitted to this vault's judgements where that foretells better.

    Raises:
        UsageError: there are judgements enough to fit one, and the extra `link` is not installed.
    """
    standing = live(vault)
    enough = sum(standing.verdict(pair) in ("same", "different") for pair in standing.by_pair) >= ENOUGH
    return _linked(vault, standing).model if enough else shipped_model()


def component(waiting: Sequence[Waiting], id_: str) -> tuple[Waiting, ...]:
    """Gives every pair that waits among the person (or mention) and all who hang on them by likely pairs.

    Raises:
        NotFoundError: nobody of that id waits in any pair.
    """
    start = id_ if is_id(id_, "person") else person_of(id_) if is_id(id_, "mention") else ""
    inside, fresh = {start}, {start}
    while fresh:
        near = {end for one in waiting if fresh & {one.left, one.right} and _hangs(one, start) for end in (one.left, one.right)}
        fresh = near - inside
        inside |= near
    found = tuple(one for one in waiting if one.left in inside and one.right in inside)
    if not found:
        raise NotFoundError("person-unknown")
    return found


def _hangs(one: Waiting, start: str) -> bool:
    """Whether a pair holds a component together: likely ones do, and those of the person that was asked for."""
    return one.score >= 500_000 or start in (one.left, one.right)


def judge_link(
    vault: Vault, ends: tuple[str, str], verdict: str, reviewer: Reviewer, shown: Waiting | None = None, *, reason: str = ""
) -> Judgement:
    """Records what a member holds of two mentions or persons, with what the model showed them; it can be withdrawn.

    Raises:
        UsageError: both ends are one, or the verdict is none.
        NotFoundError: nobody of that id.
    """
    left, right = sorted(mention_of(one) if is_id(one, "person") else one for one in ends)
    if left == right:
        raise UsageError("link-itself")
    if verdict not in VERDICTS:
        raise UsageError("link-verdict", known=", ".join(VERDICTS))
    for end in (left, right):
        if not any(isinstance(one.record, Mention) for one in vault.get(end)):
            raise NotFoundError("person-unknown")
    made = Judgement(
        new_id("judgement", vault.entropy), left, right, verdict, reviewer.member, vault.clock(),
        (reason,) if reason else (), reviewer.actor,
        shown.model if shown else "", shown.features if shown else (), shown.drawn if shown else "",
    )  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def clusters_of(vault: Vault, *, with_model: bool = False) -> Clustered:
    """Gives who is one person by the judgements that stand; the model's auto band only if asked for, and if it has earned it."""
    standing = live(vault)
    order = [mention.id for mention in mentions(vault)]
    pairs = [(tuple(sorted(pair)), standing.verdict(pair)) for pair in standing.by_pair if len(pair) == 2]
    edges: list[Edge] = []
    if with_model and link_report(vault).may_merge:
        edges = [Edge(one.left, one.right, one.score) for one in _linked(vault, standing).links if one.band == "auto"]
    same = [(pair[0], pair[1]) for pair, verdict in pairs if verdict == "same"]
    return cluster(order, same, [(pair[0], pair[1]) for pair, verdict in pairs if verdict == "different"], edges)


def link_report(vault: Vault) -> LinkReport:
    """Gives what the judgements that stand say: counts, honest estimates from the random sample, and agreement."""
    standing = live(vault)
    judged = list(judged_scores(standing))
    everything = [one for one, _ in judged]
    sampled = [one for _, one in judged if one is not None]
    auto = [one for one in sampled if one.score >= AUTO_PRECISION / 1000]
    twice = [
        (ordered[0].verdict, ordered[1].verdict)
        for by_member in standing.by_pair.values()
        if len(ordered := [by_member[member] for member in sorted(by_member)]) > 1
    ]
    count = {verdict: sum(one.verdict == verdict for one in everything) for verdict in VERDICTS}
    of_auto = precision(auto, 0.0)
    may = len(everything) >= ENOUGH and of_auto.seen > 0 and of_auto.value >= AUTO_PRECISION
    return LinkReport(
        len(everything), count["same"], count["different"], count["unsure"], standing.withdrawn,
        precision(sampled, 0.5), recall(sampled, 0.5), of_auto, len(twice), kappa(twice), may,
    )  # fmt: skip


def judged_scores(standing: Live) -> Iterator[tuple[Judgement, Sampled | None]]:
    """Gives each judgement that a member made; beside it what it says of the model, where the pair was drawn at random."""
    for by_member in standing.by_pair.values():
        for one in by_member.values():
            if one.actor == "member":
                score = _score(one) if one.drawn == "random" and one.verdict != "unsure" else None
                yield one, None if score is None else Sampled(score, one.verdict == "same")


def mention_rows(vault: Vault) -> Iterator[ListRow]:
    """Gives each mention of a person with what claims say of it; two mentions of one document are presumed to be two persons."""
    for one in mentions(vault):
        facts = _facts(vault, one.id)
        said = {fact.predicate: fact for fact in reversed(facts)}
        age = said.get("age")
        gender = said.get("gender")
        events = [said[name] for name in _EVENTS if name in said]
        places = {key for fact in facts if fact.where is not None for key in place_keys(fact.where.text)}
        yield ListRow(
            one.id, 0, " | ".join(form.replace("|", " ") for form in (one.name, *one.other_names)), one.document,
            father=said["father"].value.text if "father" in said else "",
            when=next((limits for fact in events if fact.when and (limits := _limits(fact.when.edtf))), None),
            age=(age.value.low, age.value.high) if age and age.value.low is not None and age.value.high is not None else None,
            sex=gender.value.term if gender else "",
            born=_limits(said["birth"].when.edtf) if "birth" in said and said["birth"].when else None,
            places=tuple(sorted(places)),
            numbers=tuple(sorted({key for fact in facts if fact.predicate in NUMBERS and (key := number_key(fact.value.text))})),
            sources=tuple(sorted({fact.origin for fact in facts if fact.origin})),
        )  # fmt: skip


def _facts(vault: Vault, mention: str) -> list[Fact]:
    """Gives what stands of a mention and is neither denied nor unknown."""
    facts = [stored.record for stored in vault.about(mention, "fact") if isinstance(stored.record, Fact)]
    return [fact for fact in facts if not is_withdrawn(vault, fact.id) and fact.stance.value not in ("denied", "unknown")]


def _shown(vault: Vault, mention: Mention) -> Shown:
    facts = _facts(vault, mention.id)
    dates = dict.fromkeys(fact.when.edtf for fact in facts if fact.when and fact.when.edtf)
    places = dict.fromkeys(fact.where.text for fact in facts if fact.where is not None)
    return Shown(mention.document, tuple(dates), tuple(places))


def _limits(edtf: str) -> tuple[int, int] | None:
    value = Edtf.parse(edtf) if edtf else None
    if value is None or value.first is None or value.last is None:
        return None
    return value.first.toordinal(), value.last.toordinal()


def _linked(vault: Vault, standing: Live, *, em: bool = False) -> Linked:
    verdicts = [
        Verdict(min(pair), max(pair), verdict)
        for pair in standing.by_pair
        if len(pair) == 2 and (verdict := standing.verdict(pair)) in ("same", "different")
    ]
    try:
        return link_rows(list(mention_rows(vault)), _unheard, verdicts, em=EM_LEAST * em)
    except ModuleNotFoundError as missing:
        raise UsageError("link-not-installed", module=str(missing.name)) from None


def _unheard(step: str, count: int) -> None:
    """Says nothing: a vault's mentions are soon compared."""


def _bridging(links: Sequence[Link]) -> set[frozenset[str]]:
    """Gives the likely pairs that alone hold two groups together."""
    likely: dict[str, set[str]] = defaultdict(set)
    for one in links:
        if one.score >= 0.5:
            likely[one.left].add(one.right)
            likely[one.right].add(one.left)
    return {
        frozenset((one.left, one.right))
        for one in links
        if one.score >= 0.5
        and len(likely[one.left]) > 1
        and len(likely[one.right]) > 1
        and not likely[one.left] & likely[one.right]
    }


def _turn(one: Link, drawn: str) -> float:
    """Gives how late a pair comes up: by how sure the model is, bridges a little later; random ones are strewn among them."""
    return abs(one.score - 0.5) + (0.1 if drawn == "bridge" else -0.25 if drawn == "random" else 0.0)


def _drawn(one: Link, bridging: set[frozenset[str]], chance: random.Random) -> str:
    if chance.random() < _RANDOM:
        return "random"
    return "bridge" if frozenset((one.left, one.right)) in bridging else "uncertain"


def _waiting(vault: Vault, one: Link, drawn: str, on_file: Mapping[str, Mention]) -> Waiting:
    score = round(one.score * 1_000_000)
    features = (f"score={score}", *(f"{kind}={round(bits * 100)}" for kind, bits in sorted(one.evidence.items())))
    left, right = on_file[one.left], on_file[one.right]
    return Waiting(
        person_of(one.left), person_of(one.right), score, one.band, one.reasons, drawn, features, (left.name, right.name),
        (_shown(vault, left), _shown(vault, right)),
    )  # fmt: skip


def _score(one: Judgement) -> float | None:
    found = next((feature for feature in one.features if feature.startswith("score=")), "")
    return int(found.removeprefix("score=")) / 1_000_000 if found else None

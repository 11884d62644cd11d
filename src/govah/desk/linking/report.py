"""`govah link report`: what judgements say of the model, the model that suggests now, and how good it is group by group."""

from __future__ import annotations

from dataclasses import dataclass

from govah.desk.linking.people import LinkReport, judged_scores, link_report, live, mention_rows, model_in_use
from govah.link.estimates import Sampled, Share, precision, recall
from govah.link.groups import GROUPS, groups_of_pair
from govah.vault import Vault


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What judgements say of the pairs of one group."""

    group: str
    "`kurdish`, `baluch`, `women`, `no-age` or `no-date`; `all` is everybody."
    judged: int
    "Pairs with a verdict, drawn in any way."
    same: int
    precision: Share
    "At .5, from the pairs that were drawn at random."
    recall: Share


@dataclass(frozen=True, slots=True)
class FullReport:
    """The report with what takes longer to find."""

    report: LinkReport
    model: str
    "Version of the model that suggests now."
    fitted_to: int
    "Judgements that it was fitted to; 0 for the shipped one."
    at_odds: int
    "Judgements that go against all that is on record; known from sixty judgements on."
    groups: tuple[GroupShare, ...]


def full_report(vault: Vault) -> FullReport:
    """Gives the report, the model in use, and the same estimates for each group, by what mentions say.

    Raises:
        UsageError: there are judgements enough to fit a model, and the extra `link` is not installed.
    """
    model = model_in_use(vault)
    return FullReport(link_report(vault), model.version, model.fitted_to, model.at_odds, _groups(vault))


def _groups(vault: Vault) -> tuple[GroupShare, ...]:
    rows = {row.id: row for row in mention_rows(vault)}
    held: dict[str, list[tuple[Sampled | None, str]]] = {group: [] for group in ("all", *GROUPS)}
    for one, sampled in judged_scores(live(vault)):
        if one.left in rows and one.right in rows:
            for group in ("all", *groups_of_pair(rows[one.left], rows[one.right])):
                held[group].append((sampled, one.verdict))
    return tuple(_share(group, found) for group, found in held.items())


def _share(group: str, found: list[tuple[Sampled | None, str]]) -> GroupShare:
    drawn = [sampled for sampled, _ in found if sampled is not None]
    same = sum(verdict == "same" for _, verdict in found)
    return GroupShare(group, len(found), same, precision(drawn, 0.5), recall(drawn, 0.5))

"""Lists as evidence: one decision stands for every claim of a list, is taken back as one, and leaves what is not plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from govah import desk
from govah.desk import lists
from govah.desk.cases.claims import claims_about
from govah.desk.custody.erasing import erase, plan_erasure
from govah.desk.custody.history import custody
from govah.desk.custody.keeping import prove_item
from govah.errors import UsageError
from govah.records import Acceptance, Basis, Fact, Stance
from govah.vault import Vault

HEAD = "No,ID,Full name,Father's name,Age,Date of death,City,National ID"
ROWS = (
    "1,K-1,Rostan Pirnia,Ferod,31,1404/10/18,Yazd,0012345679",
    "2,K-2,Delara Golestar,-,۲۲,2026-01-09,Rasht,",
    "3,K-3,Nadia Sepidkuh,Karim,undefined,2026-01-10,Rasht,",
    "4,K-4,Behnoush Karvansalar,Karim,abc,2026-01-11,Rasht,",
    "5,K-5,Tirdad Golrokh,Karim,40,2026-02-30,Rasht,",
)
TERMS = lists.Terms("killed", voices=("Invented Watch",))


def seal(vault: Vault, folder: Path, *rows: str, name: str = "list.csv", source: str = "", head: str = HEAD) -> str:
    """Captures a CSV list and gives its document's id."""
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    (made,) = desk.capture_sources(vault, [str(path)], desk.IntakeOptions(source=source))
    assert isinstance(made, desk.Sealed)
    return made.document.id


def facts(vault: Vault) -> list[Fact]:
    """Every fact in the vault."""
    return [one.record for one in vault.of_kind("fact") if isinstance(one.record, Fact)]


def test_one_decision_stands_for_every_claim(vault: Vault, tmp_path: Path) -> None:
    """Each claim names the decision that accepted it, in whose voice and how far; no body says it again."""
    done = lists.accept_list(vault, seal(vault, tmp_path, *ROWS), TERMS)
    made = facts(vault)

    assert {done.acceptance.id} == {one.acceptance for one in made}
    assert done.claims == len(made)
    assert [] == list(vault.of_kind("decision"))
    (person,) = [one for one in desk.persons(vault) if one.name == "Rostan Pirnia"]
    on_file = claims_about(vault, person)
    assert {(vault.member, True)} == {(one.accepted_by, one.reviewed) for one in on_file}
    assert {("Invented Watch",)} == {one.claim.basis.attribution for one in on_file if one.claim.basis}
    assert {Stance.REPORTED} == {one.claim.fact.stance for one in on_file}


def test_every_claim_stands_on_its_cell(vault: Vault, tmp_path: Path) -> None:
    """Every basis quotes its cells to the letter and names them; digits stay as they were written."""
    document = seal(vault, tmp_path, *ROWS)
    lists.accept_list(vault, document, TERMS)
    opened = lists.open_list(vault, document)
    bases = [one.record for one in vault.of_kind("basis") if isinstance(one.record, Basis)]

    assert bases
    assert all(opened.extracted.text[one.passage.start : one.passage.end] == one.passage.quote for one in bases)
    assert "۲۲" in {one.passage.quote for one in bases if one.passage.locator.cell == "E3"}


def test_every_row_is_accounted_for(vault: Vault, tmp_path: Path) -> None:
    """Rows read are rows claimed, left and empty; bad cells are told by address, and their words wait as suggestions."""
    document = seal(vault, tmp_path, *ROWS, ",,,,,,,")
    done = lists.accept_list(vault, document, TERMS)
    one = done.acceptance

    assert (5, 3, 2, 0) == (one.rows, one.claimed, one.exceptions, one.empty)
    assert done.is_complete
    assert [("E5", "age-unread", "abc"), ("F6", "date-impossible", "2026-02-30")] == [
        (fault.address, fault.code, fault.text) for fault in done.faults
    ]
    waiting = list(desk.pending(vault))
    assert {"Behnoush Karvansalar", "Tirdad Golrokh"} == {said.person for said in waiting}
    killed = next(said for said in waiting if said.predicate == "killed" and said.person == "Tirdad Golrokh")
    assert killed.when is not None
    assert ("", "2026-02-30", "list-row/3: date-impossible") == (killed.when.edtf, killed.when.text, killed.rule)


def test_withdrawing_the_decision_withdraws_all(vault: Vault, tmp_path: Path) -> None:
    """Taking the decision back takes every claim and person of the list back; what the journal held before stays known."""
    document = seal(vault, tmp_path, *ROWS)
    done = lists.accept_list(vault, document, TERMS)
    (person,) = [one for one in desk.persons(vault) if one.name == "Rostan Pirnia"]
    desk.withdraw(vault, (done.acceptance.id,), vault.member, "the wrong list")

    assert [] == list(desk.persons(vault))
    assert all(one.withdrawn for one in claims_about(vault, person))
    again = lists.accept_list(vault, document, TERMS)
    assert 3 == len(list(desk.persons(vault)))
    assert again.acceptance.id != done.acceptance.id


def test_a_script_accepts_and_a_member_makes_it_theirs(vault: Vault, tmp_path: Path) -> None:
    """What a script accepted is UNREVIEWED until a member decides; one more decision makes the whole of it reviewed."""
    document = seal(vault, tmp_path, *ROWS)
    lists.accept_list(vault, document, lists.Terms(actor="script", member=vault.member))
    (person,) = [one for one in desk.persons(vault) if one.name == "Rostan Pirnia"]
    before = {one.reviewed for one in claims_about(vault, person)}
    mine = lists.accept_list(vault, document, lists.Terms())

    assert {False} == before
    assert {True} == {one.reviewed for one in claims_about(vault, person)}
    assert mine.acceptance.confirms
    assert mine.claims == 0


def test_accepting_twice_is_refused(vault: Vault, tmp_path: Path) -> None:
    """A list that is accepted is not claimed again."""
    document = seal(vault, tmp_path, *ROWS)
    lists.accept_list(vault, document, TERMS)

    with pytest.raises(UsageError, match="list-accepted-already"):
        lists.accept_list(vault, document, TERMS)


def test_what_it_reports_must_be_said(vault: Vault, tmp_path: Path) -> None:
    """A list whose rows do not say what happened is not accepted before a person says what it reports."""
    with pytest.raises(UsageError, match="list-reports-what"):
        lists.accept_list(vault, seal(vault, tmp_path, *ROWS), lists.Terms())


def test_what_was_cut_short_goes_on(vault: Vault, tmp_path: Path) -> None:
    """A list whose journalling a crash cut off goes on where it stopped, and no row is claimed twice."""
    many = [f"{at},K-{at},Rostan Pirnia{at},Ferod,31,2026-01-08,Yazd," for at in range(1, 2501)]
    document = seal(vault, tmp_path, *many)

    def stop(rows: int) -> None:
        raise InterruptedError(rows)

    with pytest.raises(InterruptedError):
        lists.accept_list(vault, document, TERMS, progress=stop)
    done = lists.accept_list(vault, document, TERMS)
    names = [one.record.name for one in vault.of_kind("mention")]
    assert (1000, 2500, 2500) == (done.resumed, len(names), len(set(names)))


def test_whoever_was_erased_is_not_claimed_anew(vault: Vault, tmp_path: Path) -> None:
    """A list accepted again claims nobody who was erased since: neither a whole list, nor one that was cut short."""
    document = seal(vault, tmp_path, *ROWS)
    lists.accept_list(vault, document, TERMS)
    erase(vault, plan_erasure(vault, ["Rostan Pirnia"]), "consent-withdrawn")
    with pytest.raises(UsageError, match="list-accepted-already"):
        lists.accept_list(vault, document, TERMS)

    many = [f"{at},K-{at},Nadia Sepidkuh{at},Ferod,31,2026-01-08,Yazd," for at in range(1, 2501)]
    longer = seal(vault, tmp_path, *many, name="longer.csv")

    def stop(rows: int) -> None:
        raise InterruptedError(rows)

    with pytest.raises(InterruptedError):
        lists.accept_list(vault, longer, TERMS, progress=stop)
    erase(vault, plan_erasure(vault, ["Nadia Sepidkuh7"]), "consent-withdrawn")
    lists.accept_list(vault, longer, TERMS)
    names = {one.record.name for one in vault.of_kind("mention")}
    assert not names & {"Rostan Pirnia", "Nadia Sepidkuh7"}
    assert {"Nadia Sepidkuh8", "Nadia Sepidkuh2500"} <= names


def test_a_newer_version_cut_short_goes_on(vault: Vault, tmp_path: Path) -> None:
    """A newer version whose journalling was cut off goes on too, and ends with each new row claimed once."""
    older = seal(vault, tmp_path, *ROWS[:2])
    lists.accept_list(vault, older, TERMS)
    many = [f"{at},K-{at},Nadia Sepidkuh{at},Ferod,31,2026-01-08,Yazd," for at in range(10, 1600)]
    newer = seal(vault, tmp_path, *ROWS[:2], *many, name="newer.csv")

    def stop(rows: int) -> None:
        raise InterruptedError(rows)

    with pytest.raises(InterruptedError):
        lists.accept_newer(vault, newer, older, progress=stop)
    done = lists.accept_newer(vault, newer, older)
    names = [one.record.name for one in vault.of_kind("mention")]
    assert (1000, 1592, 1592) == (done.resumed, len(names), len(set(names)))
    with pytest.raises(UsageError, match="list-accepted-already"):
        lists.accept_newer(vault, newer, older)


def test_two_rows_of_one_name_are_two_persons(vault: Vault, tmp_path: Path) -> None:
    """Two exceptions of one name stay two persons, and the claims of one row meet in one."""
    rows = [f"{at},K-{at},Rostan Pirnia,Ferod,abc,2026-01-0{at},Yazd," for at in (1, 2)]
    lists.accept_list(vault, seal(vault, tmp_path, *rows), TERMS)
    me = desk.Reviewer(vault.member)
    for said in list(desk.pending(vault)):
        desk.accept(vault, [said.id], me)

    assert [3, 3] == [len(claims_about(vault, one)) for one in desk.persons(vault)]


def test_a_claim_of_a_list_can_be_decided_alone(vault: Vault, tmp_path: Path) -> None:
    """One claim of an accepted list is rejected or corrected by its id, and the others stand."""
    lists.accept_list(vault, seal(vault, tmp_path, *ROWS), TERMS)
    (person,) = [one for one in desk.persons(vault) if one.name == "Rostan Pirnia"]
    by_predicate = {one.claim.fact.predicate: one for one in claims_about(vault, person)}
    age, killed = by_predicate["age"], by_predicate["killed"]
    me = desk.Reviewer(vault.member)
    desk.reject(vault, [age.id], me, reason="his mother says otherwise")
    changed = desk.edit(vault, killed.id, {"stance": "alleged"}, me)

    found = {one.id: one for one in claims_about(vault, person)}
    assert (True, True, False) == (found[age.id].withdrawn, found[killed.id].withdrawn, found[changed.claim].withdrawn)
    assert Stance.ALLEGED == found[changed.claim].claim.fact.stance


def test_custody_tells_who_accepted_the_list(vault: Vault, tmp_path: Path) -> None:
    """The record of custody of a claim says that it came with the whole list, by whose decision."""
    done = lists.accept_list(vault, seal(vault, tmp_path, *ROWS), TERMS)
    (claim,) = custody(vault, facts(vault)[0].id).claims

    assert [("accepted", vault.member, "list", done.acceptance.id)] == [
        (act.act, act.by, act.remarks, act.record) for act in claim.handled if act.act == "accepted"
    ]


def test_a_list_from_a_person_stays_in_sources(vault: Vault, tmp_path: Path) -> None:
    """The words of a list that a person gave, and the decision on it, belong to `sources`; a national number always does."""
    lists.accept_list(vault, seal(vault, tmp_path, *ROWS, source="Golandam Sarvestani"), TERMS)
    bases = {one.compartment for one in vault.of_kind("basis")}
    decided = {one.compartment for one in vault.of_kind("acceptance")}
    numbers = {one.compartment for one in vault.of_kind("fact") if one.record.predicate == "national_id"}

    assert ({"sources"}, {"sources"}, {"sources"}) == (bases, decided, numbers)


def test_a_mapping_is_kept_for_the_next_list(vault: Vault, tmp_path: Path) -> None:
    """What a person says of a column holds for this list and for the next with the same headers."""
    head = HEAD.replace("City", "Zorp")
    first = seal(vault, tmp_path, *ROWS, head=head)
    lists.map_list(vault, first, (("Zorp", "residence"),))
    second = seal(vault, tmp_path, *ROWS[:2], name="next.csv", head=head)

    views = [lists.view_list(vault, document) for document in (first, second)]
    assert ["saved", "saved"] == [view.mapping for view in views]
    assert ["residence", "residence"] == [view.sheets[0].columns[6].role for view in views]


@pytest.mark.parametrize(
    "text", ["{C: father, B: id}", '{"columns": [{"column": "C", "role": "father"}, {"column": "B", "role": "id"}]}']
)
def test_a_mapping_in_a_file(tmp_path: Path, text: str) -> None:
    """A mapping is read from YAML by hand, or from what the program printed."""
    (tmp_path / "map.yml").write_text(text, "utf-8")

    assert (("C", "father"), ("B", "id")) == lists.read_map(tmp_path / "map.yml")


@pytest.mark.parametrize("text", ["", "[1, 2]", "C: [father]", "{", "\x00", "C: !!python/object:os.system x"])
def test_a_broken_mapping_is_told(tmp_path: Path, text: str) -> None:
    """A file that holds no mapping stops with a word on what one looks like."""
    (tmp_path / "map.yml").write_text(text, "utf-8")

    with pytest.raises(UsageError, match="list-map-unreadable"):
        lists.read_map(tmp_path / "map.yml")


def test_a_long_list_waits_for_its_decision(vault: Vault, tmp_path: Path) -> None:
    """A list of many rows gives no suggestions before its decision, and after it only its exceptions, read again or not."""
    many = [f"{at},K-{at},Rostan Pirnia{at},Ferod,{'abc' if at == 7 else 31},2026-01-08,Yazd," for at in range(1, 400)]
    document = seal(vault, tmp_path, *many)
    before, waits = list(desk.pending(vault)), lists.waiting(vault)
    lists.accept_list(vault, document, TERMS)
    after = {one.id for one in desk.pending(vault)}
    list(desk.read_documents(vault, [document]))

    assert ([], (document,), ()) == (before, waits, lists.waiting(vault))
    assert after
    assert after == {one.id for one in desk.pending(vault)}


def test_a_newer_version_claims_what_is_new_and_changed(vault: Vault, tmp_path: Path) -> None:
    """Against an older version a list tells what is new, changed and gone; accepted, it claims only the first two."""
    older = seal(vault, tmp_path, *ROWS[:3])
    lists.accept_list(vault, older, TERMS)
    before = len(facts(vault))
    newer = seal(
        vault, tmp_path, ROWS[0], ROWS[1].replace("Rasht", "Lahijan"), "6,K-6,Mahvash Kuhbanan,Karim,19,2026-01-12,Yazd,",
        name="newer.csv",
    )  # fmt: skip
    found = lists.compare_lists(vault, newer, older).comparison
    done = lists.accept_newer(vault, newer, older)

    assert ("id", ["Mahvash Kuhbanan"], ["Delara Golestar"], ["Nadia Sepidkuh"], 1) == (
        found.key, [one.name for one in found.new], [one.after.name for one in found.changed],
        [one.name for one in found.gone], len(found.same),
    )  # fmt: skip
    assert [("where", "Rasht", "Lahijan")] == [(one.role, one.before, one.after) for one in found.changed[0].changes]
    assert done.is_complete
    assert before + 1 + 3 == len(facts(vault))
    assert 4 == len(list(desk.persons(vault)))
    assert not any(one.withdrawn for person in desk.persons(vault) for one in claims_about(vault, person))
    assert isinstance(done.acceptance, Acceptance)
    assert older == done.acceptance.newer_than


def test_a_likeness_is_only_a_suggestion(vault: Vault, tmp_path: Path) -> None:
    """Without ids, a row whose date moved may be the old one: a person decides, and nothing of it is claimed."""
    head, rows = "Name,Date of death,City", ("Rostan Pirnia,2026-01-08,Yazd", "Delara Golestar,2026-01-09,Rasht")
    older = seal(vault, tmp_path, *rows, head=head)
    lists.accept_list(vault, older, TERMS)
    newer = seal(vault, tmp_path, rows[0], "Delara Golestar,2026-01-19,Rasht", name="newer.csv", head=head)
    found = lists.compare_lists(vault, newer, older).comparison
    done = lists.accept_newer(vault, newer, older)

    assert ("name", 1, 0) == (found.key, len(found.maybe), len(found.new))
    assert (0, 1, ["changed"]) == (done.acceptance.claimed, done.acceptance.exceptions, [one.code for one in done.faults])
    assert ["Delara Golestar"] == [one.person for one in desk.pending(vault)]


def test_an_older_version_must_be_accepted(vault: Vault, tmp_path: Path) -> None:
    """Nothing is told against a list that nobody accepted."""
    older, newer = seal(vault, tmp_path, *ROWS[:2]), seal(vault, tmp_path, *ROWS, name="newer.csv")

    with pytest.raises(UsageError, match="list-not-accepted"):
        lists.compare_lists(vault, newer, older)


def test_a_claim_is_proved_without_the_rest_of_its_row(vault: Vault, tmp_path: Path) -> None:
    """The proof of one claim of a row discloses its two bodies and its document's record, and withholds the rest of the row."""
    lists.accept_list(vault, seal(vault, tmp_path, *ROWS), TERMS)
    killed = next(one for one in facts(vault) if one.predicate == "killed")
    proved = prove_item(vault, killed.id, tmp_path / "proof.zip")

    assert 3 == proved.disclosed
    assert proved.withheld > 2

"""Each screen does its main job: what its form says is on record afterwards, and the page shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benches import ENGLISH, ORIGIN, Bench
from govah import desk
from govah.records import Capture, Check, Intervention
from govah.workbench.screens import MENU


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("path", [path for _, path in MENU])
def test_every_screen_opens(bench: Bench, path: str, lang: str) -> None:
    """Every entry of the menu leads to a page in both languages, marked as the one that is open, without a gap in its words."""
    bench.post("/look", {"lang": lang, "next": "/settings"})
    page = bench.get(path)

    assert 200 == page.status_code
    assert 'aria-current="page"' in page.text
    assert not re.search(r"workbench\.(?!css|js)[a-z]|\{[a-z]+\}", re.sub(r"<meta[^>]*>", "", page.text))


def test_a_pasted_message_is_sealed_and_read(bench: Bench) -> None:
    """A pasted message is a document with suggestions; its page shows it with what waits in it."""
    page = bench.post("/inbox/text", {"text": ENGLISH.replace("Arvand", "Borzin"), "name": "message.txt"})
    id_ = re.findall(r'href="/documents/(d\w+)"', page.text)[0]

    assert "message.txt" in page.text
    assert "Borzin" in bench.get(f"/documents/{id_}").text


def test_the_same_bytes_are_told_as_a_copy(bench: Bench) -> None:
    """The same message once more is one document that came twice, and the page says so."""
    page = bench.post("/inbox/text", {"text": ENGLISH, "name": "again.txt"})

    assert "a copy: came 2 times now" in page.text


def test_from_whom_goes_to_sources(bench: Bench) -> None:
    """What came from a person belongs to `sources`, with the terms, and with the consent that was given."""
    form = {"text": ENGLISH + "x", "source": "Golnar Tizpa", "terms": "embargo", "consent": ["un", "court"], "means": "call"}
    bench.post("/inbox/text", form)
    stored = [one for one in bench.vault.of_kind("capture") if one.record.source]
    consents = [one.record.purpose for one in bench.vault.of_kind("consent")]

    assert [("Golnar Tizpa", "embargo", "sources")] == [
        (one.record.source, one.record.terms, one.compartment) for one in stored if isinstance(one.record, Capture)
    ]
    assert {"un", "court"} == set(consents)


def test_a_dropped_folder_keeps_its_paths(bench: Bench) -> None:
    """Files of a dropped folder keep the path within it as their origin; the answer is only the lines for them."""
    files = [("files", ("reports\u2044jan\u2044one.txt", ENGLISH.encode() + b"1", "text/plain"))]
    answer = bench.client.post("/inbox/files", data={"csrf": bench.session.csrf, "part": "yes"}, files=files,
                               headers={"origin": ORIGIN})  # fmt: skip
    captures = [one.record for one in bench.vault.of_kind("capture")]

    assert "<html" not in answer.text
    assert "one.txt" in answer.text
    assert "reports/jan/one.txt" in {one.origin for one in captures}


def test_a_form_that_lacks_something_seals_nothing(bench: Bench) -> None:
    """A consent without how it was given is refused before the message is sealed."""
    before = len(list(bench.vault.of_kind("document")))
    answer = bench.post("/inbox/text", {"text": ENGLISH + "y", "source": "Somebody", "consent": "un"})

    assert 422 == answer.status_code
    assert before == len(list(bench.vault.of_kind("document")))


def test_a_check_is_on_record(bench: Bench, person: str) -> None:
    """Who looked and found nothing has it on record, and the case file counts from there."""
    page = bench.post(f"/cases/{person}/check", {"looked_in": "the prison's list", "remarks": "no name"})
    checks = [one.record for one in bench.vault.of_kind("check") if isinstance(one.record, Check)]

    assert ["the prison's list"] == [one.looked_in for one in checks]
    assert "0 days ago" in page.text


def test_a_case_as_of_a_day(bench: Bench, person: str) -> None:
    """A case file can be asked for as of a day in either calendar, and as the journal held it."""
    page = bench.get(f"/cases/{person}", params={"as_of": "۱ دی ۱۴۰۴"})

    assert 200 == page.status_code
    assert "22 December 2025" in page.text
    assert 404 == bench.get(f"/cases/{person}", params={"known_at": "2020-01-01"}).status_code


def test_release_and_dossier(bench: Bench, person: str) -> None:
    """What is released to an audience makes a dossier, saved under a name that tells nothing; without one there is none."""
    form = {"audience": "un", "kind": "html"}
    refused = bench.post(f"/cases/{person}/dossier", form)
    bench.post(f"/cases/{person}/allow", {"audience": "un", "basis": "yes", "reason": "agreed"})
    made = bench.post(f"/cases/{person}/dossier", form)

    assert 409 == refused.status_code
    assert (200, "application/octet-stream", f'attachment; filename="dossier-{person}.html"') == (
        made.status_code, made.headers["content-type"], made.headers["content-disposition"],
    )  # fmt: skip
    assert "published" in {one.record.act for one in bench.vault.of_kind("custody")}


def test_an_intervention_is_followed(bench: Bench, person: str) -> None:
    """What was sent for a person is on record with its deadline, and so is the reply."""
    bench.post(f"/cases/{person}/intervene", {"mechanism": "sr-executions", "sent": "2026-02-01", "deadline": "2026-04-02"})
    (first,) = (one.record for one in bench.vault.of_kind("intervention"))
    page = bench.post(f"/cases/{person}/follow", {"intervention": first.id, "reply": "received", "closes": "yes"})
    steps = [one.record for one in bench.vault.of_kind("intervention") if isinstance(one.record, Intervention)]

    assert [("2026-04-02", False), ("", True)] == [(one.deadline, one.is_closed) for one in steps]
    assert "received" in page.text


def test_grade_and_withdraw(bench: Bench, person: str) -> None:
    """A claim is graded and withdrawn from the case file; the grade is shown, and what is withdrawn stands no more."""
    claim = re.findall(r'<li class="stack" id="(c\w+)"', bench.get(f"/cases/{person}").text)[0]
    graded = bench.post(f"/cases/{person}/grade", {"claim": claim, "source": "B", "information": "2"})
    bench.post(f"/cases/{person}/withdraw", {"target": claim, "reason": "the family was mistaken"})

    assert "B2" in graded.text
    assert ["the family was mistaken"] == [one.record.reason for one in bench.vault.of_kind("withdrawal")]


def test_a_finding_needs_its_reasons(bench: Bench, person: str) -> None:
    """A finding without reasons is refused; with them it stands in the file."""
    page = bench.get(f"/cases/{person}")
    claim = re.findall(r'name="claims" value="(c\w+)"', page.text)[0]
    predicate = re.findall(r'<select name="predicate" required><option value="(\w+)"', page.text)[0]
    form = {"predicate": predicate, "standard": "reasonable_grounds", "claims": claim}
    refused = bench.post(f"/cases/{person}/find", form)
    found = bench.post(f"/cases/{person}/find", form | {"reason": "two independent voices"})

    assert refused.status_code == 422
    assert "two independent voices" in found.text


def test_watch_answers(bench: Bench, person: str) -> None:
    """An alert is shown with its person, and an answer to it is on record."""
    page = bench.get("/watch")
    keys = re.findall(r'name="alert" value="([^"]+)"', page.text)
    assert keys
    bench.post("/watch/answer", {"alert": keys[0], "verdict": "closed", "reason": "seen alive"})
    open_ones = re.findall(r'name="alert" value="([^"]+)"', bench.get("/watch").text)

    assert keys[0].startswith(person)
    assert keys[0] not in open_ones


def test_deadlines_name_nobody(bench: Bench, person: str) -> None:
    """The calendar of deadlines is a file that names nobody."""
    bench.post(f"/cases/{person}/intervene", {"mechanism": "sr-executions", "deadline": "2026-12-02"})
    answer = bench.get("/watch/deadlines.ics")

    assert "BEGIN:VCALENDAR" in answer.text
    assert "رستگار" not in answer.text


def test_search_finds_in_both_scripts(bench: Bench, person: str) -> None:
    """A name typed in Latin letters finds the person whose name is written in Persian; words find their passage."""
    found = bench.post("/search", {"q": "Kaveh Rastegar"})

    assert person in found.text
    assert "Rastegar" not in str(found.url)
    assert person in bench.post("/cases", {"q": "رستگار"}).text
    assert "<mark>" in bench.post("/search", {"q": "زندان"}).text


def test_custody_is_a_record(bench: Bench, person: str) -> None:
    """A document, a claim and a person each have their record of custody, with the hash of the bytes as they are now."""
    document = re.findall(r'href="/documents/(d\w+)"', bench.get("/inbox").text)[0]
    claim = next(one.record.id for one in bench.vault.of_kind("fact"))
    pages = [bench.get(f"/evidence/{item}") for item in (document, claim, person)]

    assert [200, 200, 200] == [one.status_code for one in pages]
    assert all("the same as when it was sealed" in one.text for one in pages)


def test_a_proof_is_written_where_one_says(bench: Bench, tmp_path: Path) -> None:
    """The proof package goes into the folder that is named, once; a folder that is not there is told."""
    document = re.findall(r'href="/documents/(d\w+)"', bench.get("/inbox").text)[0]
    target = tmp_path / "out"
    target.mkdir()
    answers = [bench.post(f"/evidence/{document}/prove", {"folder": str(place)}) for place in (target, target, tmp_path / "no")]

    assert [200, 409, 409] == [one.status_code for one in answers]
    assert [f"proof-{document}.zip"] == [one.name for one in target.iterdir()]


def test_a_card_and_a_compartment(bench: Bench) -> None:
    """The card of this device is shown with its fingerprint, and a new compartment can be made."""
    page = bench.post("/people/card", {"name": "Shirin"})
    bench.post("/people/compartment", {"name": "medical"})

    assert re.search(r"(?:[0-9a-f]{4} ){5}[0-9a-f]{4}", page.text)
    assert "medical" in {name for name, _ in bench.vault.epochs}


def test_erasing_shows_before_it_destroys(bench: Bench) -> None:
    """An erasure is shown with all that goes and all that stays; without the tick it is not done, and with it, it is."""
    document = re.findall(r'href="/documents/(d\w+)"', bench.get("/inbox").text)[0]
    plan = bench.post("/people/erasing", {"items": document})
    refused = bench.post("/people/erase", {"items": document, "reason": "consent-withdrawn"})
    still = bench.get(f"/documents/{document}").status_code
    bench.post("/people/erase", {"items": document, "reason": "consent-withdrawn", "sure": "yes"})

    assert 'name="sure"' in plan.text
    assert (422, 200) == (refused.status_code, still)
    assert 404 == bench.get(f"/documents/{document}").status_code


def test_lists_have_pages(bench: Bench) -> None:
    """A list that is too long for one page leads on, and each row stands on one page."""
    for number in range(55):
        bench.post("/inbox/text", {"text": f"Nothing to read in message {number}.", "name": f"m{number}.txt", "part": "yes"})
    first = bench.get("/inbox").text
    second = bench.get(re.findall(r'href="(/inbox\?after=[^"]+)"', first)[0]).text
    rows = [set(re.findall(r'href="/documents/(d\w+)"', page)) for page in (first, second)]

    assert (50, 7) == (len(rows[0]), len(rows[1]))
    assert not rows[0] & rows[1]


def test_a_pair_is_judged_and_taken_back(bench: Bench, person: str) -> None:
    """Two reports of one name are shown as a pair; what is judged is on record with its reasons, and can be taken back."""
    bench.post("/inbox/text", {"text": "کاوه رستگار، سرباز، روز ۲۵ دی ۱۴۰۴ در اراک شکنجه شد.\n", "name": "more.txt"})
    said = next(one for one in desk.pending(bench.vault) if "رستگار" in one.person and one.kind == "claim")
    while said.document in {one.document for one in desk.named(bench.vault, person).mentions}:
        said = next(one for one in desk.pending(bench.vault) if "رستگار" in one.person and one.document != said.document)
    bench.post("/review", {"card": said.id, "verdict": "accept"})
    page = bench.post("/same/look")
    left, right = (re.findall(rf'name="{side}" value="(p\w+)"', page.text)[0] for side in ("left", "right"))
    bench.post("/same/judge", {"left": left, "right": right, "verdict": "same", "reason": "one town, one trade"})
    joined = len(list(desk.persons(bench.vault)))
    bench.post("/same/undo")

    judged = [(one.record.verdict, one.record.reasons) for one in bench.vault.of_kind("judgement")]
    assert [("same", ("one town, one trade",))] == judged
    assert joined + 1 == len(list(desk.persons(bench.vault)))

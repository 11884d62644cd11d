"""The case page beside its facts: what is missing, who consented, and the submission pack that leaves."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from benches import ORIGIN, Bench
from govah.records import Consent, Consenter, Custody

CONSENT = {"purpose": "un", "by": "family", "means": "call", "who": "Golnar Tizpa", "remarks": "for one communication"}


def allow(bench: Bench, person: str) -> None:
    """Releases the file to the UN, with its words."""
    bench.post(f"/cases/{person}/allow", {"audience": "un", "basis": "yes", "reason": "agreed"})


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "one more independent voice (1 of 2)"), ("fa", "یک صدای مستقل دیگر (۱ از ۲)")]
)
def test_what_is_missing_is_said(bench: Bench, person: str, lang: str, words: str) -> None:
    """The page says what the file lacks of the standard, with the claims that come near; what is done is missing no more."""
    bench.post("/look", {"lang": lang, "next": "/settings"})
    panel = bench.get(f"/cases/{person}").text.partition('id="lacks"')[2].partition("</section>")[0]
    before = panel.count("<li>")
    bench.post(f"/cases/{person}/check", {"looked_in": "the prison's list"})
    after = bench.get(f"/cases/{person}").text.partition('id="lacks"')[2].partition("</section>")[0].count("<li>")

    assert words in panel
    assert re.search(r'<a href="#c\w+"', panel)
    assert before - 1 == after


def test_consent_is_on_record(bench: Bench, person: str) -> None:
    """A consent noted on the case page stands there with its giver, who is kept in `sources`."""
    page = bench.post(f"/cases/{person}/consent", CONSENT)
    noted = [one.record for one in bench.vault.of_kind("consent") if isinstance(one.record, Consent)]
    givers = [one for one in bench.vault.get(noted[0].id) if isinstance(one.record, Consenter)]

    assert [(person, "un", "family", True)] == [(one.person, one.purpose, one.by, one.is_given) for one in noted]
    assert [("Golnar Tizpa", "sources")] == [(one.record.name, one.compartment) for one in givers]
    assert "Golnar Tizpa" in page.text
    assert "for one communication" in page.text


def test_a_pack_needs_consent(bench: Bench, person: str) -> None:
    """No pack leaves without consent but a marked draft; with consent it is a download that names nobody, and on record."""
    allow(bench, person)
    form = {"type": "sr-executions", "in": "en", "kind": "docx", "to": "the mandate"}
    refused = bench.post(f"/cases/{person}/pack", form)
    draft = bench.post(f"/cases/{person}/pack", form | {"draft": "yes"})
    bench.post(f"/cases/{person}/consent", CONSENT)
    made = bench.post(f"/cases/{person}/pack", form)
    acts = [one.record for one in bench.vault.of_kind("custody") if isinstance(one.record, Custody) and one.record.sha256]

    assert (409, 200, 200) == (refused.status_code, draft.status_code, made.status_code)
    assert f'attachment; filename="sr-executions-{person}.docx"' == made.headers["content-disposition"]
    assert "DRAFT" in depths(draft.content)
    assert "DRAFT" not in depths(made.content)
    assert [("exported", "draft"), ("published", "sr-executions")] == [(one.act, one.remarks) for one in acts if one.audience]


def test_a_pack_is_a_pdf_in_persian(bench: Bench, person: str) -> None:
    """The same form makes a PDF in Persian; a mechanism that nobody knows is refused."""
    allow(bench, person)
    bench.post(f"/cases/{person}/consent", CONSENT)
    made = bench.post(f"/cases/{person}/pack", {"type": "wgad", "in": "fa", "kind": "pdf"})
    refused = bench.post(f"/cases/{person}/pack", {"type": "../wgad", "in": "fa", "kind": "pdf"})

    assert made.content.startswith(b"%PDF")
    assert 422 == refused.status_code


def test_what_had_left_is_told_when_consent_falls(bench: Bench, person: str) -> None:
    """A consent that is taken back says what stands on it and what had left; from then on nothing leaves."""
    allow(bench, person)
    page = bench.post(f"/cases/{person}/consent", CONSENT)
    bench.post(f"/cases/{person}/pack", {"type": "wgad", "in": "en", "kind": "docx"})
    consent = re.findall(r'name="consent" value="(\w+)"', page.text)[0]
    fallen = bench.post(f"/cases/{person}/unconsent", {"consent": consent, "reason": "the family was threatened"})
    refused = bench.post(f"/cases/{person}/pack", {"type": "wgad", "in": "en", "kind": "docx", "draft": "yes"})

    assert "Releases that still stand on it: 1" in fallen.text
    assert "something left before: 1" in fallen.text
    assert "taken back" in fallen.text
    assert 409 == refused.status_code


@pytest.mark.parametrize(
    ("act", "form", "place", "words"),
    [
        ("dossier", {"audience": "court", "kind": "html"}, "#releases", "Release to an audience"),
        ("pack", {"type": "wgad", "in": "en", "kind": "docx"}, "#consents", "note the consent under"),
    ],
)
def test_a_refusal_says_what_to_do_here(
    bench: Bench, person: str, act: str, form: dict[str, str], place: str, words: str
) -> None:
    """Where an error names a command, the page says what to do on these pages, and its way back leads to that place."""
    if act == "pack":
        allow(bench, person)
    headers = {"origin": ORIGIN, "referer": f"{ORIGIN}/cases/{person}"}
    page = bench.client.post(f"/cases/{person}/{act}", data={"csrf": bench.session.csrf, **form}, headers=headers).text

    assert words in page
    assert f'href="/cases/{person}{place}"' in page
    assert f'id="{place[1:]}"' in bench.get(f"/cases/{person}").text


def depths(data: bytes) -> str:
    """Gives all parts of a Word file as one text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".xml"))

"""Submission packs: a mechanism's questionnaire from what was released to the UN, with consent, and a record that it left."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from govah.desk.alerts.intervening import interventions_of
from govah.desk.cases.consenting import GIVEN, given_by, of_person
from govah.desk.onfile import handling
from govah.desk.onfile.leaving import write_whole, written
from govah.desk.people.clusters import Person, named
from govah.desk.publication.publishing import dossier
from govah.errors import PublishError, UsageError
from govah.publish import Dossier
from govah.publish.pack import TYPES, Pack, Standing, pack
from govah.text import show_controls
from govah.vault import Vault

AUDIENCE: Final = "un"
FORMATS: Final = (".pdf", ".docx")
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack, and the dossier that it was filled from."""

    pack: Pack
    dossier: Dossier


def make_pack(vault: Vault, name_or_id: str, kind: str, lang: str, *, as_of: date, draft: bool = False) -> Packed:
    """Fills a questionnaire from what was released to the UN about one person.

    Raises `PublishError` where nothing was released, where consent was refused or taken back, and, unless it is to be a draft,
    where no consent to the UN is on record. A draft bears its mark on every page, and says first that consent is missing.
    """
    if kind not in TYPES:
        raise UsageError("word-unknown", kind="packs", word=kind[:30], near=", ".join(TYPES))
    person = named(vault, name_or_id)
    made = dossier(vault, person.id, AUDIENCE, as_of=as_of, draft=draft)
    standing = _standing(vault, person, as_of)
    if standing.consent != GIVEN and not draft:
        raise PublishError(f"consent-{standing.consent}", audience=AUDIENCE)
    return Packed(pack(made, kind, lang, standing), made)


def publish_pack(vault: Vault, made: Packed, output: Path, *, to: str = "") -> None:
    """Writes a pack as .pdf or .docx, whole or not at all, and notes that it left, with the SHA-256 of the file."""
    data = set_pack(made.pack, output.suffix.lower())
    _make_folder(output.parent)
    write_whole(output, data)
    with written(output):
        _note(vault, made, data, to)


def hand_over_pack(vault: Vault, made: Packed, suffix: str, *, to: str = "") -> bytes:
    """Gives a pack as the bytes of a file, once it is noted that it left; the caller hands them on."""
    data = set_pack(made.pack, suffix)
    _note(vault, made, data, to)
    return data


def set_pack(made: Pack, suffix: str) -> bytes:
    """Gives a pack as the bytes of a file of that kind."""
    if suffix == ".pdf":
        from govah.publish.pdf import pack_pdf  # noqa: PLC0415 - Typst is heavy, and only this needs it

        return pack_pdf(made)
    if suffix == ".docx":
        from govah.publish.pack_docx import pack_docx  # noqa: PLC0415 - so is what writes Word files

        return pack_docx(made)
    raise PublishError("pack-format", formats=" / ".join(FORMATS))


def _note(vault: Vault, made: Packed, data: bytes, to: str) -> None:
    source = made.dossier
    act = handling.act(vault, "exported" if source.draft else "published", source.person, (one.id for one in source.documents))
    told = replace(act, sha256=hashlib.sha256(data).hexdigest(), audience=AUDIENCE, to=to)
    handling.record(vault, replace(told, remarks="draft" if source.draft else made.pack.kind))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise PublishError("output-unwritable", name=folder.name, fault=why.strerror or type(why).__name__) from why


def _standing(vault: Vault, person: Person, as_of: date) -> Standing:
    given = given_by(vault, person, AUDIENCE, as_of)
    return Standing(
        consent=of_person(vault, person, AUDIENCE, as_of),
        named=of_person(vault, person, "name", as_of),
        by=given.by if given else "",
        means=given.means if given else "",
        on=given.given_on if given else "",
        sent=_sent(vault, person),
    )


def _sent(vault: Vault, person: Person) -> tuple[tuple[str, str, str], ...]:
    """Gives what went to mechanisms, and that they replied; what a reply says is a document, released like any other or not."""
    found = []
    for one in interventions_of(vault, person):
        mechanism = " ".join(show_controls(one.mechanism).split())[:_LONGEST]
        if one.reply or one.document:
            found.append((mechanism, "replied", one.noted_at[:10]))
        elif one.sent:
            found.append((mechanism, "sent", one.sent))
        elif not one.follows:
            found.append((mechanism, "prepared", ""))
    return tuple(found)

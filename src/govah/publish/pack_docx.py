"""Sets a submission pack as a Word file, for a lawyer to work on: real footnotes, each script in its own direction, no macro.

The same pack gives the same bytes: the file bears the time at which the pack was made and no other, and no author.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from govah.publish.pack import Cite, Pack, Sentence
from govah.publish.sheet import Note, Row, Run

_NS: Final = nsdecls("w")
_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST: Final = 20_000
"""Characters of one run; Word takes no paragraph of megabytes, and the sealed text holds the whole."""
_CUT: Final = " […]"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FACES: Final = {"en": "Georgia", "fa": "Tahoma"}
_WARM, _SOFT, _DEEP = "96301C", "5A6672", "174A5E"
_SEPARATORS: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def pack_docx(made: Pack) -> bytes:
    """Gives the bytes of the Word file."""
    document = docx.Document()
    _Writer(made, document).write()
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


class _Writer:
    def __init__(self, made: Pack, document: Any) -> None:
        self.made, self.document = made, document
        self.body = document.element.body
        self.end = self.body.sectPr
        self.notes = {note.number: note for note in made.notes}

    def write(self) -> None:
        made = self.made
        self._properties()
        self._frame()
        self._paragraph(_run(Run(made.title, made.lang, made.rtl), bold=True, size=34), style="Title")
        self._paragraph(_run(made.name, size=28))
        self._heading(made.lacks_head, _WARM)
        for one in made.lacks:
            self._sentence(one)
        self._paragraph(self._own(made.standing, color=_SOFT, size=18))
        for section in made.sections:
            self._heading(section.head, _DEEP)
            for field in section.fields:
                self._paragraph(self._own(field.label, color=_SOFT, size=18, bold=True), keep=True)
                for one in field.sentences:
                    self._sentence(one)
        if made.papers:
            self._heading(made.papers_head, _DEEP)
        for paper in made.papers:
            number = Run(f"{paper.number}. ", made.lang, made.rtl)
            self._paragraph(_run(number, bold=True) + _run(paper.name), keep=True)
            for row in paper.rows:
                self._paragraph("".join(self._row(row)))
        self._footnotes()

    def _own(self, text: str, **how: Any) -> str:
        return _run(Run(text, self.made.lang, self.made.rtl), **how)

    def _heading(self, text: str, color: str) -> None:
        self._paragraph(self._own(text, bold=True, color=color, size=26), style="Heading1", keep=True)

    def _sentence(self, one: Sentence) -> None:
        color = _WARM if one.warned else _SOFT if one.soft else ""
        runs = "".join(_run(run, color=color) for run in one.runs)
        self._paragraph(runs + "".join(self._cites(one.notes)))

    def _cites(self, notes: Iterable[Cite]) -> Iterator[str]:
        for place, one in enumerate(notes):
            yield self._own(self.made.comma, raised=True) if place else ""
            if one.first:
                yield (
                    f'<w:bookmarkStart w:id="{one.number}" w:name="note{one.number}"/>'
                    f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{one.number}"/></w:r>'
                    f'<w:bookmarkEnd w:id="{one.number}"/>'
                )
            else:
                shown = _run(Run(self.notes[one.number].shown, self.made.lang), raised=True)
                yield f'<w:fldSimple w:instr=" NOTEREF note{one.number} \\h ">{shown}</w:fldSimple>'

    def _row(self, row: Row) -> Iterator[str]:
        yield self._own(f"{row.label}: ", color=_SOFT, size=16)
        for place, run in enumerate(row.runs):
            yield self._own((self.made.chain if row.chain else "  ") if place else "", size=16)
            yield _run(run, size=16)

    def _paragraph(self, runs: str, *, style: str = "", keep: bool = False) -> None:
        self.end.addprevious(parse_xml(self._p(runs, style=style, keep=keep, ns=_NS)))

    def _p(self, runs: str, *, style: str = "", keep: bool = False, ns: str = "") -> str:
        told = f'<w:pStyle w:val="{style}"/>' if style else ""
        told += "<w:keepNext/>" if keep else ""
        told += "<w:bidi/>" if self.made.rtl else ""
        return f'<w:p {ns}><w:pPr>{told}<w:spacing w:after="80"/></w:pPr>{runs}</w:p>'

    def _footnotes(self) -> None:
        notes = "".join(self._footnote(note) for note in self.made.notes)
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {_NS}>{_SEPARATORS}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode("utf-8"), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = f'<w:footnotePr {_NS}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        settings = self.document.settings.element
        after = settings.find(f"{{{settings.nsmap['w']}}}compat")
        settings.append(parse_xml(told)) if after is None else after.addprevious(parse_xml(told))

    def _footnote(self, note: Note) -> str:
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        told = " ".join(part for part in ("", note.stance, note.unreviewed, note.withheld) if part)
        head = mark + self._own(f" {told} ", size=16) + (_run(note.quote, size=17) if note.quote else "")
        rows = "".join(self._p("".join(self._row(row))) for row in note.rows)
        return f'<w:footnote w:id="{note.number}">{self._p(head)}{rows}</w:footnote>'

    def _frame(self) -> None:
        """Sets head and foot of the pages: for whom, as of when, a draft's mark, and the number of the page."""
        section, made = self.document.sections[0], self.made
        head = (self._own(made.watermark, bold=True, color=_WARM) + self._own("  ") if made.watermark else "") + self._own(
            made.running, color=_SOFT, size=16
        )
        page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for part, runs in ((section.header, head), (section.footer, self._own(f"{made.title} · ", color=_SOFT, size=16) + page)):
            part.is_linked_to_previous = False
            first = part.paragraphs[0]._p  # noqa: SLF001 - python-docx gives the element of a paragraph under no other name
            first.addprevious(parse_xml(self._p(runs, ns=_NS)))
            first.getparent().remove(first)
        if made.rtl:
            grid = self.end.find(f"{{{self.end.nsmap['w']}}}docGrid")
            told = parse_xml(f"<w:bidi {_NS}/>")
            self.end.append(told) if grid is None else grid.addprevious(told)

    def _properties(self) -> None:
        at = datetime.fromisoformat(self.made.made_at).replace(tzinfo=None)
        core = self.document.core_properties
        core.author = core.last_modified_by = core.comments = core.keywords = ""
        core.title, core.language, core.created, core.modified = _safe(self.made.title), self.made.lang, at, at


def _run(run: Run, *, bold: bool = False, raised: bool = False, color: str = "", size: int = 20) -> str:
    """Gives one run of WordprocessingML (ECMA-376, 17.3.2), in its own script and direction; all in it is text."""
    if not run.text:
        return ""
    face = "Consolas" if run.mono else _FACES["fa" if run.rtl else "en"]
    told = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
    told += "<w:b/><w:bCs/>" if bold else ""
    told += f'<w:color w:val="{color}"/>' if color else ""
    told += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    told += '<w:vertAlign w:val="superscript"/>' if raised else ""
    told += "<w:rtl/>" if run.rtl else ""
    tag = {"fa": "fa-IR", "en": "en-GB"}.get(run.lang, run.lang)
    told += f'<w:lang w:bidi="{tag}"/>' if run.rtl else f'<w:lang w:val="{tag}"/>'
    return f'<w:r><w:rPr>{told}</w:rPr><w:t xml:space="preserve">{escape(_safe(run.text))}</w:t></w:r>'


def _safe(text: str) -> str:
    """Gives text that XML can hold, of a length that Word takes; hidden controls were written out before."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT
    return _FORBIDDEN.sub("\ufffd", cut)


def _timeless(data: bytes) -> bytes:
    """Gives the same package without the time at which it was zipped."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

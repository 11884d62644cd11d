"""Sets a dossier as one self-contained HTML page: no script, nothing fetched, and every word escaped: none can be markup."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from typing import Final

from govah.publish.compose import sheet
from govah.publish.interface import Dossier
from govah.publish.sheet import Age, Clash, Half, Item, Line, Note, Paper, Row, Run, Sheet, StateItem
from govah.publish.timeline import NAMESPACE
from govah.text import to_persian_digits

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
FACES: Final = (
    ("Vazirmatn", 400, "Vazirmatn-Regular.woff2"),
    ("Vazirmatn", 700, "Vazirmatn-Bold.woff2"),
    ("Source Serif Pro", 400, "source-serif-pro-latin-400-normal.woff2"),
    ("Source Serif Pro", 600, "source-serif-pro-latin-600-normal.woff2"),
)


def dossier_html(dossier: Dossier, lang: str) -> str:
    """Gives the dossier as one HTML page; the same dossier gives the same text."""
    return sheet_html(sheet(dossier, lang))


def sheet_html(made: Sheet) -> str:
    """Gives the page of a sheet."""
    return "".join(
        (
            "<!DOCTYPE html>\n",
            f'<html lang="{escape(made.lang)}" dir="{"rtl" if made.rtl else "ltr"}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n',
            '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n',
            f"<title>{_text(f'{made.title}: {made.name.text}')}</title>\n<style>\n{page_style()}</style>\n</head>\n<body>\n",
            *(_tag("p", _text(made.watermark), "draft") for _ in made.watermark[:1]),
            "<main>\n",
            *_body(made),
            "</main>\n</body>\n</html>\n",
        )
    )


def page_style() -> str:
    """Gives the style of every page that leaves: the fonts in it, and nothing to fetch."""
    room = resources.files("govah.publish")
    faces = (
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: url(data:font/woff2;base64,'
        f'{base64.b64encode((room / "fonts" / file).read_bytes()).decode("ascii")}) format("woff2"); }}\n'
        for name, weight, file in FACES
    )
    return "".join(faces) + (room / "dossier.css").read_text("utf-8")


def _body(made: Sheet) -> Iterable[str]:
    heads = made.heads
    yield _cover(made)
    identity = "".join(_identity(one, made) for one in made.identity)
    yield _section(heads.identity, [_tag("div", identity, "identity")], made.identity)
    drawn = made.timeline.replace(f' xmlns="{NAMESPACE}"', "")
    picture = f'<div class="picture">{drawn}</div>'
    yield _section(heads.timeline, [picture], made.timeline)
    undated = next((one for one in made.facts if not one.when), None)
    facts = "".join(_fact(one, made, made.undated if one is undated else "") for one in made.facts)
    yield _section(heads.facts, [_tag("ol", facts, "timeline")], made.facts)
    yield _section(heads.findings, [_lines(made.findings, made)], made.findings)
    yield _section(heads.clashes, [_clash(one, made) for one in made.clashes], made.clashes)
    gaps = _tag("ul", "".join(_tag("li", _text(gap)) for gap in made.gaps), "gaps")
    yield _section(heads.gaps, [_tag("p", _text(made.gaps_lead), "soft"), gaps], made.gaps)
    yield _section(heads.papers, [_paper(one, made) for one in made.papers], made.papers)
    notes = "".join(_note(one, made) for one in made.notes)
    yield _section(heads.notes, [_tag("p", _text(made.notes_lead), "soft"), notes], made.notes)
    steps = _tag("ol", "".join(_tag("li", "".join(map(_run, step))) for step in made.check), "steps")
    yield _section(heads.check, [steps, f'<pre dir="ltr">{escape(made.checkpoint)}</pre>'], made.check)


def _cover(made: Sheet) -> str:
    top = _tag("p", f"<span>{_text(made.title)}</span><strong>{_text(made.house)}</strong>", "kind")
    others = " · ".join(map(_run, made.other_names))
    facts = "".join(f"<div><dt>{_text(row.label)}</dt><dd>{_runs(row, made)}</dd></div>" for row in made.cover)
    status = "".join(_state(one, made) for one in made.status)
    ages = _tag("div", "".join(map(_age, made.ages)), "ages")
    foot = _tag("p", _text(made.status_foot), "small")
    box = _tag("section", f"<h2>{_text(made.heads.status)}</h2>{status}{ages}{foot}", "status")
    notices = "".join(_tag("p", _text(notice)) for notice in made.notices)
    also = _tag("p", others, "others") if others else ""
    head = f'<header>{top}<h1>{_run(made.name)}</h1>{also}<dl class="cover">{facts}</dl>{_rows(made.seal, made)}</header>'
    return f"{head}\n{box}\n{_tag('div', notices, 'notices')}\n"


def _section(head: str, parts: Iterable[str], shown: Sequence[object]) -> str:
    return f"<section>\n<h2>{_text(head)}</h2>\n{''.join(parts)}\n</section>\n" if shown else ""


def _state(one: StateItem, made: Sheet) -> str:
    marks = _tag("span", _text(" · ".join(one.marks)), "marks" if one.firm else "marks warned")
    return _tag("p", f"<b>{_text(one.head)}</b>{_refs(one.notes, made)} {marks}{_alarm(one.unreviewed)}", "state")


def _age(one: Age) -> str:
    return f"<p><b>{_text(one.figure)}</b>{_text(one.words)}</p>"


def _identity(one: Item, made: Sheet) -> str:
    said = f"<span>{_said(one, made)}{_alarm(one.unreviewed)}</span>"
    return f"<div><b>{_text(one.head)}</b>{said}<div>{_lines(one.lines, made)}</div></div>"


def _fact(one: Item, made: Sheet, undated: str) -> str:
    when = [_tag("b", _text(one.when[0]))] if one.when else [_tag("span", _text(undated))]
    when += [_tag("span", _text(other)) for other in one.when[1:]]
    when += [_tag("span", _run(run)) for run in one.as_written]
    said = _said(one, made)
    head = f"<b>{_text(one.head)}</b>{' — ' + said if said else ''}{_alarm(one.unreviewed)}"
    disputed = ' class="disputed"' if any(line.warned for line in one.lines) else ""
    body = f'<div class="when">{"".join(when)}</div><div class="what"><p>{head}</p>{_lines(one.lines, made)}</div>'
    return f"<li{disputed}>{body}</li>\n"


def _said(one: Item, made: Sheet) -> str:
    parts = (made.comma.join(map(_run, runs)) for runs in (one.values, one.places) if runs)
    return " — ".join(parts)


def _lines(lines: Iterable[Line], made: Sheet) -> str:
    return "".join(
        _tag("p", _text(line.text) + _refs(line.notes, made), "marks warned" if line.warned else "marks") for line in lines
    )


def _clash(one: Clash, made: Sheet) -> str:
    head = f'<p><b class="warned">{_text(one.about)}</b> <span class="marks">{_text(one.head)}</span></p>'
    sides = f'{_half(one.left, made)}<div class="against" aria-hidden="true">≠</div>{_half(one.right, made)}'
    settle = _tag("p", _text(one.settle), "marks")
    return f'<div class="clash">{head}<div class="sides">{sides}</div>{settle}</div>\n'


def _half(half: Half, made: Sheet) -> str:
    claims = "".join(
        _tag("p", f"{_text(one.stance)}: {made.chain.join(map(_run, one.voices))}{_refs((one.note,), made)}", "marks")
        for one in half.claims
    )
    return f'<div class="side"><b>{_run(half.says)}</b>{claims}</div>'


def _paper(one: Paper, made: Sheet) -> str:
    custody = ""
    if one.custody:
        rows = "".join(
            f'<tr><td><code dir="ltr">{escape(act.time)}</code></td><td>{_text(act.act)}</td>'
            f'<td><code dir="ltr">{escape(act.member)}</code></td></tr>'
            for act in one.custody
        )
        custody = f"<dl><dt>{_text(made.heads.custody)}</dt><dd><table>{rows}</table></dd></dl>"
    body = f"<h3>{_run(one.name)}</h3>{_rows(one.rows, made)}{custody}"
    return f'<article class="paper"><div class="number">{_text(one.number)}</div><div>{body}</div></article>\n'


def _note(one: Note, made: Sheet) -> str:
    withheld = f' <span class="chip">{_text(one.withheld)}</span>' if one.withheld else ""
    quote = ""
    if one.quote:
        quote = f'<blockquote lang="{escape(one.quote.lang)}" dir="{_dir(one.quote)}">{_text(one.quote.text)}</blockquote>'
    body = f'<p class="stance">{_text(one.stance)}{_alarm(one.unreviewed)}{withheld}</p>{quote}{_rows(one.rows, made)}'
    number = f'<div class="number">{_text(one.shown)}</div>'
    return f'<article class="note" id="note-{one.number}">{number}<div>{body}</div></article>\n'


def _rows(rows: Iterable[Row], made: Sheet) -> str:
    return f"<dl>{''.join(f'<dt>{_text(row.label)}</dt><dd>{_runs(row, made)}</dd>' for row in rows)}</dl>"


def _runs(row: Row, made: Sheet) -> str:
    return (made.chain if row.chain else " ").join(map(_run, row.runs))


def _refs(notes: Sequence[int], made: Sheet) -> str:
    shown = ((note, to_persian_digits(str(note)) if made.rtl else str(note)) for note in notes)
    links = made.comma.join(f'<a href="#note-{note}">{text}</a>' for note, text in shown)
    return f"<sup>{links}</sup>" if links else ""


def _alarm(words: str) -> str:
    return f' <span class="chip alarm">{_text(words)}</span>' if words else ""


def _run(run: Run) -> str:
    if run.mono:
        return f'<code dir="ltr">{_text(run.text)}</code>'
    return f'<bdi lang="{escape(run.lang)}" dir="{_dir(run)}">{_text(run.text)}</bdi>'


def _dir(run: Run) -> str:
    return "rtl" if run.rtl else "ltr"


def _tag(name: str, inner: str, kind: str = "") -> str:
    return f'<{name} class="{kind}">{inner}</{name}>' if kind else f"<{name}>{inner}</{name}>"


def _text(words: str) -> str:
    return escape(words)

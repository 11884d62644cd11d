"""Telegram in HTML: whose words a message is, when, and through whom they came."""

from __future__ import annotations

from datetime import date

from govah.read.extract import read_document
from govah.records import Extracted

MIRROR = """<div class="tg-post" id="msg-12"><div class="tg-post-header">📌 پیام #1</div>
<div class="tg-forward">↪️ فوروارد از: <strong>Forwarded fromکانال دوبورک</strong></div>
<div class="tg-text">ترلان شیبه آزاد شد.
خانواده‌اش گفتند.</div>
<div class="tg-footer">👁️ 2K · <a href="https://t.me/rahnavard_desk/12">📅 22:05 · 23 Ordibehesht 1405</a></div></div>"""
PREVIEW = """<html><body><div class="tgme_widget_message" data-post="rahnavard_desk/7">
<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="x"><span>میز رهنورد</span></a></div>
<a class="tgme_widget_message_reply" href="y"><div class="tgme_widget_message_text">An earlier post.</div></a>
<div class="tgme_widget_message_text">First line.<br>Second line.</div>
<div class="tgme_widget_message_footer"><time datetime="2026-01-20T19:00:00+00:00">19:00</time></div></div></body></html>"""
EXPORT = """<html><body><div class="page_body"><div class="message service" id="message-1">
<div class="body details">20 January 2026</div></div>
<div class="message default clearfix" id="message5"><div class="body">
<div class="pull_right date details" title="20.01.2026 22:30:00">22:30</div>
<div class="from_name">Shahna</div><div class="text">He was seen.</div></div></div>
<div class="message default clearfix joined" id="message6"><div class="body">
<div class="pull_right date details" title="21.01.2026 09:00:00">09:00</div><div class="forwarded body">
<div class="from_name">Duburak
<span class="date details">19.01.2026</span></div>
<div class="text">He was not seen.</div></div></div></div></div></body></html>"""


def messages(page: str) -> list[tuple[str, str, str, date | None]]:
    """Gives (words, id, author, day) of each message of a page."""
    (found,) = read_document(page.encode(), "text/html", "page.html")
    return [_told(found, part) for part in found.segments if part.kind == "message"]


def _told(found: Extracted, part: object) -> tuple[str, str, str, date | None]:
    segment = next(one for one in found.segments if one is part)
    return found.text[segment.start : segment.end], segment.locator.message, segment.author, segment.published


def test_a_mirrored_post_keeps_its_lines_and_its_chain() -> None:
    """The channel comes first, then whom it forwards; the day is read from the post's own footer."""
    assert messages(MIRROR) == [
        ("ترلان شیبه آزاد شد.\nخانواده‌اش گفتند.", "12", "rahnavard_desk → کانال دوبورک", date(2026, 5, 13)),
    ]


def test_a_preview_tells_the_post_from_what_it_answers() -> None:
    """The post that a message answers is quoted, not said."""
    assert messages(PREVIEW) == [("First line.\nSecond line.", "7", "میز رهنورد", date(2026, 1, 20))]
    (found,) = read_document(PREVIEW.encode(), "text/html", "page.html")
    assert [found.text[one.start : one.end] for one in found.segments if one.kind == "quoted"] == ["An earlier post."]


def test_an_export_remembers_who_goes_on_speaking() -> None:
    """A message joined to the one before has its author, and a forwarded one has the voice it comes from as well."""
    assert messages(EXPORT) == [
        ("He was seen.", "5", "Shahna", date(2026, 1, 20)),
        ("He was not seen.", "6", "Shahna → Duburak", date(2026, 1, 21)),
    ]

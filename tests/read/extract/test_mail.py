"""Mail: headers, body, what is quoted, what is attached."""

from __future__ import annotations

import time
from datetime import date
from email.message import EmailMessage

import pytest

from govah.read.extract import read_document
from govah.records import Extracted


def mail(body: str, *, html: str = "", attach: str = "") -> EmailMessage:
    """Gives a mail."""
    made = EmailMessage()
    made["From"] = "شهنا <shahna@example.org>"
    made["To"] = "desk@example.org"
    made["Subject"] = "خبر از آبدانان"
    made["Date"] = "Tue, 20 Jan 2026 23:10:00 +0330"
    made["Message-ID"] = "<1@example.org>"
    made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html")
    if attach:
        made.add_attachment(b"\x00", maintype="application", subtype="pdf", filename=attach)
    return made


def one(made: EmailMessage) -> Extracted:
    """Gives the one text of a mail."""
    (found,) = read_document(made.as_bytes(), "message/rfc822", "a.eml")
    return found


def parts(found: Extracted, kind: str) -> list[str]:
    """Gives the parts of one kind, each without the white space around it."""
    return [
        found.text[part.start : part.end].strip()
        for part in found.segments
        if part.kind == kind and found.text[part.start : part.end].strip()
    ]


def test_a_mail_is_its_headers_and_its_body() -> None:
    """Who wrote to whom, the subject as title, the plain version as story, by its sender on its day."""
    found = one(mail("او را بردند.\n", html="<p>another version</p>"))

    assert parts(found, "title") == ["خبر از آبدانان"]
    assert parts(found, "story") == ["او را بردند."]
    assert "شهنا <shahna@example.org>" in parts(found, "header")
    assert "another version" not in found.text
    assert found.published == date(2026, 1, 20)
    assert {part.author for part in found.segments if part.kind == "story"} == {"شهنا <shahna@example.org>"}


def test_a_mail_of_html_alone_is_read_as_it_is_seen() -> None:
    """Without a plain version the other one is shown as text."""
    made = mail("x")
    made.set_content("<style>x</style><p>He was <b>moved</b>.</p>", subtype="html")

    assert parts(one(made), "story") == ["He was moved."]


def test_earlier_mails_are_quoted() -> None:
    """Lines behind marks and all that follows an earlier mail's head are somebody's earlier words."""
    body = "Yes, I saw it.\n> Did you see it?\nI did.\n\nOn Mon, 19 Jan 2026, Duburak wrote:\nThe gate was shut.\n"
    found = one(mail(body))

    assert parts(found, "story") == ["Yes, I saw it.", "I did."]
    assert parts(found, "quoted") == ["> Did you see it?", "On Mon, 19 Jan 2026, Duburak wrote:\nThe gate was shut."]


def test_a_forwarded_mail_names_both_voices() -> None:
    """Words that are passed on have the one who passes them on first, then the one who wrote them."""
    found = one(
        mail("See below.\n\n---------- Forwarded message ---------\nFrom: Duburak <d@example.org>\nDate: x\n\nHe is free.\n")
    )
    (forwarded,) = [part for part in found.segments if part.kind == "quoted"]

    assert forwarded.author == "شهنا <shahna@example.org> → Duburak <d@example.org>"


def test_attachments_are_named() -> None:
    """What is attached is listed by name, with a note that it was not read."""
    found = one(mail("x", attach="حکم.pdf"))

    assert parts(found, "furniture") == ["حکم.pdf"]
    assert "attachments-not-read" in found.notes


def test_an_attached_mail_is_quoted() -> None:
    """A mail inside a mail is read as an earlier one."""
    outer = mail("See the other.")
    outer.add_attachment(mail("The inner words."))

    assert parts(one(outer), "quoted") == ["The inner words."]


def test_a_mailbox_is_mails() -> None:
    """Each mail of a box is a text of its own."""
    box = b"".join(b"From x@example.org Tue Jan 20 2026\n" + mail(words).as_bytes() + b"\n" for words in ("one", "two"))

    assert [parts(found, "story") for found in read_document(box, "application/mbox", "x.mbox")] == [["one"], ["two"]]


@pytest.mark.parametrize("line", ["<" + "a@" * 300_000, "On " * 300_000, "> " * 300_000, "From: " * 100_000, "-" * 500_000])
def test_no_body_takes_long(line: str) -> None:
    """A line made to send a pattern round in circles is read as quickly as any other."""
    started = time.process_time()
    read_document(f"From: a@example.org\r\n\r\n{line}".encode(), "message/rfc822", "a.eml")

    assert time.process_time() - started < 3


def test_mails_in_mails_are_one_mail_that_names_them() -> None:
    """A mail fifty deep in others ends in no error and no endless work: the outermost is read, and says what hangs on it."""
    told = mail("inmost")
    for level in range(50):
        outer = mail(f"outer {level}")
        outer.add_attachment(told)
        told = outer
    found = one(told)
    assert "outer 49" in found.text
    assert "inmost" not in found.text
    assert found.notes

"""Clean copies of mails: the letters of the body, and nothing that the mail says of its sender, its ways or its reader."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.errors import PublishError
from govah.publish.cleaning import clean_apart
from govah.publish.cleaning.interface import ATTACHMENTS_LEFT_OUT, MAIL, PARTS_LEFT_OUT, UncleanError
from govah.publish.cleaning.letters import clean_mail
from publish.test_cleaning import CANARY, jpeg

BODY: Final = "سلام،\nملاقات فردا لغو شد.\n\nThe visit is called off."
HTML: Final = (
    f"<html><head><title>{CANARY}</title><style>p {{color: red}} /* {CANARY} */</style></head><body data-x='{CANARY}'>"
    f"<!-- {CANARY} --><div style='display:none'>{CANARY}</div><p hidden>{CANARY}</p><span style='font-size:0px'>{CANARY}</span>"
    f"<p>The visit <b>is</b> called&nbsp;off.<br>Tomorrow <a href='http://{CANARY}.example/?id={CANARY}'>too</a>.</p>"
    f"<table><tr><td>one</td><td>two</td></tr></table><script>{CANARY}</script>"
    f"<img width='1' height='1' src='http://{CANARY}.example/1.gif' alt='{CANARY}'></body></html>"
)


def mail(*, plain: str = BODY, html: str = "", attached: bool = False) -> EmailMessage:
    """A mail whose every header speaks."""
    made = EmailMessage()
    for key in (
        "From",
        "To",
        "Cc",
        "Subject",
        "Reply-To",
        "X-Originating-IP",
        "X-Mailer",
        "User-Agent",
        "List-Id",
        "DKIM-Signature",
    ):
        made[key] = f"{CANARY} <{CANARY}@example.org>" if key in ("From", "To", "Cc", "Reply-To") else CANARY
    made["Message-ID"] = f"<{CANARY}@example.org>"
    made["Received"] = f"from [192.0.2.9] by {CANARY}.example; Thu, 1 Jan 2026 10:00:00 +0330"
    if plain:
        made.set_content(plain)
    if html:
        made.add_alternative(html, subtype="html") if plain else made.set_content(html, subtype="html")
    if attached:
        made.add_attachment(jpeg(), "image", "jpeg", filename=f"{CANARY}.jpg")
    return made


@pytest.mark.parametrize("given_", [mail(), mail(html=HTML), mail(plain="", html=HTML), mail(html=HTML, attached=True)])
def test_no_canary_is_in_a_copy(given_: EmailMessage) -> None:
    """No header, hidden word, address of a link or attachment's name is in the copy; the body is, in a process of its own."""
    made = clean_apart(given_.as_bytes(), MAIL)

    assert CANARY.encode() not in made.data
    assert b"192.0.2.9" not in made.data
    assert b"visit" in made.data
    assert "text/plain" == made.media_type


def test_the_plain_body_is_kept_to_the_letter() -> None:
    """The text in both scripts, its joiners too, comes out as it was."""
    assert f"{BODY}\n" == clean_mail(mail().as_bytes()).data.decode()


def test_an_html_body_is_what_is_read_of_it() -> None:
    """Lines, cells and words are there; a dot that tells that a mail was opened is not, and is no part left out."""
    made = clean_mail(mail(plain="", html=HTML).as_bytes())

    assert "The visit is called off.\nTomorrow too.\none\ttwo\n" == made.data.decode().replace("\n\n", "\n")
    assert () == made.notes


def test_attachments_and_pictures_are_told() -> None:
    """What is left out is noted, and a mark stands where a picture was."""
    made = clean_mail(mail(plain="", html="<p>look: <img src='cid:1'></p>", attached=True).as_bytes())

    assert (ATTACHMENTS_LEFT_OUT, PARTS_LEFT_OUT) == made.notes
    assert "look: □\n" == made.data.decode()


def test_invisible_letters_are_left_out() -> None:
    """Letters that nobody sees and a program can read, by which copies of a mail are told apart, are not in the copy."""
    marked = "The\u00a0vi\u200bsit\U000e0041\U000e0042 is\u2060 off.\ue123"

    assert "The visit is off.\n" == clean_mail(mail(plain=marked).as_bytes()).data.decode()


LOCKED: Final = (
    b"Content-Type: multipart/encrypted; boundary=a\n\n--a\nContent-Type: application/octet-stream\n\nx\n--a--\n",
    b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nAAAA\n",
)


@pytest.mark.parametrize("data", [b"", b"Subject: x\n\n", mail(plain=" ").as_bytes(), *LOCKED])
def test_where_nothing_is_seen_there_is_no_copy(data: bytes) -> None:
    """An empty mail and an encrypted one are refused, with a way out told."""
    with pytest.raises(PublishError) as caught:
        clean_apart(data, MAIL)

    assert "original-empty" == caught.value.code


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900))
def test_spoiled_mails_end_in_a_copy_or_an_error(noise: bytes, at: int) -> None:
    """With noise anywhere in it a mail is cleaned or refused; nothing else comes of it."""
    whole = mail(html=HTML).as_bytes()
    try:
        made = clean_mail(whole[:at] + noise + whole[at:])
    except UncleanError:
        return

    assert made.data.decode().strip()

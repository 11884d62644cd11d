"""Stamping: others say when a signed head was there. They are told a hash of the head, and never one of a document."""

from __future__ import annotations

from govah.stamp.asking import Request, imprint_of, message_for, request_for
from govah.stamp.authorities import authorities_from, known_authorities, name_of_authority
from govah.stamp.files import stamp_files
from govah.stamp.gaps import Anchor, Bracket, bracket_of, gap, in_words, is_far, is_outside
from govah.stamp.interface import OTS, RFC3161, WISH, Answer, Authority, Message, Transport
from govah.stamp.judging import judge_token
from govah.stamp.openssl import Verdict, find_openssl, verify_token
from govah.stamp.tokens import Token, check_token, read_token

__all__ = [
    "OTS",
    "RFC3161",
    "WISH",
    "Anchor",
    "Answer",
    "Authority",
    "Bracket",
    "Message",
    "Request",
    "Token",
    "Transport",
    "Verdict",
    "authorities_from",
    "bracket_of",
    "check_token",
    "find_openssl",
    "gap",
    "imprint_of",
    "in_words",
    "is_far",
    "is_outside",
    "judge_token",
    "known_authorities",
    "message_for",
    "name_of_authority",
    "read_token",
    "request_for",
    "stamp_files",
    "verify_token",
]

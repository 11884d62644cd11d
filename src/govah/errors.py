"""The one tree of errors: each carries a code from the vocabulary and its facts; the faces put it into words.

    GovahError
    ├── UsageError        the call cannot be understood as it stands                    exit 2
    ├── NotFoundError     nothing of that name or id, or more than one                  exit 3
    ├── VaultError        no vault, half a vault, a newer vault, a wrong passphrase     exit 4
    ├── EvidenceError     bytes, entries or proofs are not what they claim to be        exit 5
    ├── CaptureError      a file, page or message could not be taken in                 exit 6
    ├── ReadError         a document could not be turned into text                      exit 7
    ├── PublishError      what was asked for may not, or cannot, be published           exit 8
    └── MachineError      the machine under the vault gives away what it should not     exit 9

Codes are words such as `vault-missing`; their sentences (English and Persian, what is wrong and what to do next) stand in
`words/errors/`. Facts never hold a person's name or a text from a document: an error may be logged.
"""

from __future__ import annotations

from typing import ClassVar


class GovahError(Exception):
    """Anything that stops Govah from doing what was asked, with what a face needs to say so."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code


class UsageError(GovahError):
    """The call cannot be understood as it stands."""

    exit_code = 2


class NotFoundError(GovahError):
    """Nothing answers to that name or id, or more than one thing does."""

    exit_code = 3


class VaultError(GovahError):
    """The vault cannot be opened or written."""

    exit_code = 4


class EvidenceError(GovahError):
    """Bytes, an entry, a checkpoint or a proof is not what it claims to be."""

    exit_code = 5


class CaptureError(GovahError):
    """A file, page or message could not be taken in."""

    exit_code = 6


class ReadError(GovahError):
    """A document could not be turned into text."""

    exit_code = 7


class PublishError(GovahError):
    """What was asked for may not be published, or cannot be set."""

    exit_code = 8


class MachineError(GovahError):
    """The machine that the vault lies on puts it at risk."""

    exit_code = 9

"""Suggesters beside the rules: which model a person asked for, where it runs, and what may be shown to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from govah.errors import ReadError
from govah.network import Resolve, resolve
from govah.read import read_text
from govah.read.interface import Suggester
from govah.read.models import Endpoint, ModelSuggester, combined, load_entities, refuse_far
from govah.records import Extracted, Reading

_LONGEST_KEY: Final = 4096


@dataclass(frozen=True, slots=True)
class Models:
    """What somebody asked for beside the rules; nothing by default."""

    url: str = ""
    "Of an OpenAI-compatible server, up to `/v1`."
    model: str = ""
    key_file: str = ""
    leaves: bool = False
    "Whether the text of documents that are not in `sources` may leave this machine."
    proxy: str = ""
    entities: str = ""
    "The folder of a spaCy or GLiNER model."
    resolver: Resolve = resolve

    @property
    def endpoint(self) -> Endpoint:
        """Gives where the model is asked; raises `ReadError` where its key cannot be read."""
        return Endpoint(self.url, self.model, self._key(), self.leaves, self.proxy, resolver=self.resolver)

    def suggesters(self) -> tuple[Suggester, ...]:
        """Gives them ready to be asked; whatever is wrong with one is said before anything is read."""
        found: list[Suggester] = []
        if self.url:
            from govah.read.models.sending import ask  # noqa: PLC0415 - what speaks HTTP is heavy, and only this needs it

            refuse_far(self.endpoint)
            found.append(ModelSuggester(partial(ask, self.endpoint), self.model))
        if self.entities:
            found.append(load_entities(Path(self.entities)))
        return tuple(found)

    def _key(self) -> str:
        if not self.key_file:
            return ""
        try:
            with Path(self.key_file).open(encoding="utf-8") as file:
                return file.read(_LONGEST_KEY).strip()
        except (OSError, UnicodeDecodeError):
            raise ReadError("model-key-unreadable", name=Path(self.key_file).name) from None


def reading_of(extracted: Extracted, published: date | None, suggesters: Sequence[Suggester] = ()) -> Reading:
    """Gives what the rules find, and after them what others suggest and the text and the rules bear out."""
    rules = read_text(extracted, published=published)
    if not suggesters:
        return rules
    others = [suggest(extracted, published or extracted.published) for suggest in suggesters]
    return combined(rules, others, extracted.text)


NO_MODELS: Final = Models()

"""Pages nested beyond reason: the parser gives up below some depth and loses the text there, so deeper tags are taken out."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from typing import Final

DEEPEST: Final = 200
"""Elements that stand in one another; deeper ones keep their text and lose their tags."""
_EMPTY: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_RAW: Final = frozenset({"script", "style"})


def flattened(text: str) -> str:
    """Gives the page without the tags that stand too deep, a line end for each; its words are all there."""
    flat = _Flat()
    flat.feed(text)
    flat.close()
    return "".join(flat.parts)


class _Flat(HTMLParser):
    """Writes a page anew, down to the greatest depth."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._depth = 0
        self._raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._raw = tag in _RAW
        self._depth += tag not in _EMPTY
        self.parts.append((self.get_starttag_text() or "") if self._depth <= DEEPEST or tag in _RAW else "<br>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>" if self._depth <= DEEPEST or tag in _RAW else "<br>")
        self._raw = False
        self._depth = max(0, self._depth - (tag not in _EMPTY))

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self._raw else html.escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

"""XMP, the metadata that programs write into pictures and PDFs as XML (ISO 16684-1): its plain values, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

_LARGEST: Final = 1 << 20
_DEEPEST: Final = 40
_PACKET: Final = re.compile(rb"<x:xmpmeta.{0,%d}?</x:xmpmeta>" % _LARGEST, re.DOTALL)
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CONTAINERS: Final = frozenset(f"{_RDF}{name}" for name in ("li", "Bag", "Seq", "Alt", "Description", "RDF"))


def packet_in(data: bytes) -> bytes:
    """Gives the first packet that stands in the clear in a file; empty where there is none."""
    found = _PACKET.search(data)
    return found[0] if found else b""


def xml_of(data: bytes) -> Any:
    """Gives the root of an XML text, without entities, network or type definitions; None where it is none or too large."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser) if 0 < len(data) <= _LARGEST else None
    except (etree.XMLSyntaxError, ValueError):
        return None


def entries_of(packet: bytes) -> list[tuple[str, str]]:
    """Gives the values of a packet, each under `xmp-` and the nearest name that is not a container; a broken packet has none."""
    root = xml_of(packet)
    return list(_values(root, "", 0)) if root is not None else []


def _values(node: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST or not isinstance(node.tag, str):
        return
    own = name if node.tag in _CONTAINERS else etree.QName(node).localname
    if depth > 0:
        for key, value in node.attrib.items():
            if not key.startswith((_RDF, "{http://www.w3.org/XML/1998/namespace}")) and value.strip():
                yield f"xmp-{etree.QName(key).localname}", value
    text = (node.text or "").strip()
    if text and own:
        yield f"xmp-{own}", text
    for child in node:
        yield from _values(child, own, depth + 1)

"""Exchanges with servers as WARC: every request and answer, with SHA-256 digests, made in memory and never on disk."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.utils import Digester  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from govah.capture.fetching import Exchange
from govah.capture.interface import TOOL

_UNWRAPPED: Final = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
"""Headers that no longer hold of the body as it is kept (its chunks are joined); kept under the name that archives use."""


class _Writer(WARCWriter):  # type: ignore[misc]
    """Writes to memory. The library's own buffer would spill large pages to a temporary file, in the clear."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def to_warc(exchanges: Sequence[Exchange], moment: datetime) -> bytes:
    """Gives the archive of the exchanges."""
    out = io.BytesIO()
    writer = _Writer(out, gzip=False, warc_version="1.1")
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    info = {"software": TOOL, "format": "WARC File Format 1.1"}
    record = writer.create_warcinfo_record("", info)
    record.rec_headers.replace_header("WARC-Date", stamp)
    writer.write_record(record)
    for exchange in exchanges:
        _write(writer, exchange, stamp)
    return out.getvalue()


def _write(writer: _Writer, exchange: Exchange, stamp: str) -> None:
    named = {"WARC-Date": stamp, **({"WARC-IP-Address": exchange.peer} if exchange.peer else {})}
    headers = [(_UNWRAPPED.get(key.lower(), key), value) for key, value in exchange.headers]
    answer = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")
    response = writer.create_warc_record(
        exchange.address.url, "response", payload=io.BytesIO(exchange.raw), length=len(exchange.raw), http_headers=answer,
        warc_headers_dict=dict(named),
    )  # fmt: skip
    asked = StatusAndHeaders(f"GET {exchange.address.target} HTTP/1.1", list(exchange.request), is_http_request=True)
    request = writer.create_warc_record(
        exchange.address.url, "request", payload=io.BytesIO(b""), length=0, http_headers=asked, warc_headers_dict=dict(named)
    )
    writer.write_request_response_pair(request, response)

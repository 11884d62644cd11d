"""Sync: what two desks give each other, as a stream of bytes that any carrier can bring."""

from __future__ import annotations

from govah.sync.interface import Contents, Manifest
from govah.sync.packet import PacketReader, Signer, write_packet

__all__ = ["Contents", "Manifest", "PacketReader", "Signer", "write_packet"]

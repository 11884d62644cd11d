"""The way out: which addresses may be asked, through which proxy, and for how long. Nothing goes unless a person asked."""

from __future__ import annotations

from govah.network.proxies import proxy_for
from govah.network.reach import Address, Resolve, address_of, checked, is_public, next_address, refuse_private_name, resolve

__all__ = [
    "Address",
    "Resolve",
    "address_of",
    "checked",
    "is_public",
    "next_address",
    "proxy_for",
    "refuse_private_name",
    "resolve",
]

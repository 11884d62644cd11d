"""How the desk reaches an authority: through the proxy that is set, or at addresses that were checked; never round either."""

from __future__ import annotations

import os
from dataclasses import dataclass

from govah.errors import CaptureError
from govah.network import Address, Resolve, address_of, checked, proxy_for, refuse_private_name, resolve
from govah.stamp import Answer, Message, Transport
from govah.stamp.sending import Limits, Route, send


@dataclass(frozen=True, slots=True)
class Ways:
    """What a person allows on the way out."""

    proxy: str = ""
    "`http://…`, `socks5h://…`; empty for what `ALL_PROXY`, `HTTPS_PROXY` or `HTTP_PROXY` name."
    plain_http: bool = False
    "Whether http may be used: whoever listens on the line then sees what is stamped, though he cannot forge a token."
    allow_private: bool = False
    "Whether an address may lead to this machine or its own network."
    limits: Limits = Limits()  # noqa: RUF009 - a frozen record
    resolver: Resolve = resolve


def transport(ways: Ways) -> Transport:
    """Gives the one way out for stamping: each request over https, over a route chosen for it."""

    def sent(message: Message) -> Answer:
        return send(_route(message.url, ways), message, ways.limits)

    return sent


def _route(url: str, ways: Ways) -> Route:
    name = host_of(url)
    address = address_of(url, name)
    if address.scheme != "https" and not ways.plain_http:
        raise CaptureError("authority-plain", name=name)
    proxy = proxy_for(address.scheme, ways.proxy, os.environ, name)
    if not proxy:
        return _at(address, name, "", checked(address, name, allow_private=ways.allow_private, resolver=ways.resolver))
    if not ways.allow_private:
        refuse_private_name(address, name)
    return _at(address, name, proxy, ())


def _at(address: Address, name: str, proxy: str, numeric: tuple[str, ...]) -> Route:
    return Route(name, address.scheme, address.host, address.port, address.target, address.host_header, proxy, numeric)


def host_of(url: str) -> str:
    """Gives what an error may call an address: without a password that somebody wrote into it, and on one line."""
    after = url.partition("://")[2] or url
    return "".join(one if one.isprintable() else "?" for one in after.partition("/")[0].rpartition("@")[2])[:120]

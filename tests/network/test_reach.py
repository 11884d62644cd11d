"""Which addresses belong to the open internet."""

from __future__ import annotations

import pytest

from govah.errors import CaptureError
from govah.network import address_of, is_public, next_address, proxy_for


@pytest.mark.parametrize("numeric", ["93.184.216.34", "2606:2800:220:1::1", "1.1.1.1", "64:ff9b::101:101"])
def test_open_addresses_are_open(numeric: str) -> None:
    """Addresses of the open internet pass, wrapped ones too."""
    assert is_public(numeric)


@pytest.mark.parametrize(
    "numeric",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1",
        "239.1.1.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:a00:1::1", "::127.0.0.1",
        "::ffff:1.1.1.1", "not an address", "",
    ],
)  # fmt: skip
def test_closed_addresses_are_closed(numeric: str) -> None:
    """This machine, its network, its cloud's metadata, multicast, and all of these wrapped in IPv6 are refused."""
    assert not is_public(numeric)


def test_an_address_is_taken_apart() -> None:
    """Persian hosts and paths go out in ASCII, the port only where it is not the usual one."""
    address = address_of("https://گواه.example:8443/خبر?q=ز#x", "x")

    assert address.host == "xn--mgb8db52b.example"
    assert address.host_header == "xn--mgb8db52b.example:8443"
    assert address.target == "/%D8%AE%D8%A8%D8%B1?q=%D8%B2"
    assert next_address(address, "/next", "x").url == "https://xn--mgb8db52b.example:8443/next"
    assert address_of("http://example.org", "x").host_header == "example.org"


def test_the_proxy_of_the_environment_is_heeded() -> None:
    """The proxy asked for comes first, then that of the scheme, then that for all; SOCKS always resolves at the proxy."""
    environment = {"HTTPS_PROXY": "http://one:1", "all_proxy": "socks5://two:2"}

    assert proxy_for("https", "", environment, "x") == "http://one:1"
    assert proxy_for("http", "", environment, "x") == "socks5h://two:2"
    assert proxy_for("http", "socks4://three:3", environment, "x") == "socks4a://three:3"
    assert proxy_for("http", "host:8080", {}, "x") == "http://host:8080"
    assert proxy_for("http", "", {}, "x") == ""
    with pytest.raises(CaptureError, match="proxy-malformed"):
        proxy_for("http", "ftp://x", {}, "x")

"""Who tries: the address a request comes from, as far as one person has it."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

_ONE_HOME = 64
"""Bits of an IPv6 address that name a home or a machine; within it everybody can choose among 2 ** 64 addresses."""


def client_network() -> str:
    """The IPv4 address, or the network of an IPv6 address."""
    text = request.remote_addr or ""
    try:
        address = ip_address(text)
    except ValueError:
        return text or "unknown"
    if not isinstance(address, IPv6Address):
        return text
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), _ONE_HOME), strict=False))

"""Connects to public addresses only: the name is looked up once, and what was checked is what is connected to.

A name that leads into our own network, at once or at the second look-up, would let an import read what only this
network can see. The one exception is a feed on this machine that is named by its address, for those who try it out.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

from knowledge.settings import THIS_MACHINE


def address_of(host: str, port: int) -> str:
    """The address to connect to.

    Args:
        host: name or address, as it was asked for.
        port: of it.

    Raises:
        OSError: there is none, or one of them is not public.
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host.strip("[]") not in THIS_MACHINE and not all(is_public(address) for address in found):
        raise OSError(f"{host} leads to an address that is not on the public internet")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet's, also where it is wrapped in IPv6."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    wrapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return all(one.is_global and not one.is_multicast for one in (parsed, wrapped) if one)


class _Pinned:
    """A connection to the address that was checked. The certificate is still compared with the name."""

    def _new_conn(self: Any) -> socket.socket:
        try:
            address = address_of(self._dns_host, self.port)
            return create_connection((address, self.port), self.timeout, socket_options=self.socket_options)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error


class _Connection(_Pinned, HTTPConnection):
    pass


class _SecureConnection(_Pinned, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class PublicOnly(HTTPAdapter):
    """Lets a session of requests connect to public addresses only."""

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        """Use connections that check where they lead."""
        super().init_poolmanager(*given, **named)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

"""The rank of whoever asks."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

from catalog.domain.disclosure import PUBLIC, READING_ROOM

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def request_rank(request: HttpRequest) -> int:
    """The rank of the person signed in, and at least that of the reading room within its networks.

    The address is the connection's own: a header that a client can write opens nothing, so a proxy in
    front of the site has to pass the address on as REMOTE_ADDR.
    """
    own = request.user.rank if request.user.is_authenticated else PUBLIC
    return max(own, READING_ROOM if _is_in_reading_room(request.META.get("REMOTE_ADDR", "")) else PUBLIC)


def _is_in_reading_room(address: str) -> bool:
    try:
        where = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(where in network for network in _networks(tuple(settings.READING_ROOM_NETWORKS)))


@lru_cache(maxsize=4)
def _networks(written: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(one.strip(), strict=False) for one in written)

"""Who may see the browser phone: only a person at this machine, and nobody through a proxy on it."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Request

# A proxy on this machine asks from here, too. Most say that they pass something on.
PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
# What nginx says as it comes, which names nobody: it closes each connection after a request. No browser does.
CLOSES = "close"
HERE = "localhost"


def is_from_here(asked: Request) -> bool:
    """Whether a request was made at this machine, under a name of this machine, without a proxy.

    The name matters because any web page could make the browser ask for this machine's address under a name
    of the page's own.
    """
    address, host = asked.environ.get("REMOTE_ADDR", ""), asked.environ.get("HTTP_HOST", "")
    passed_on = any(name in asked.headers for name in PASSED_ON)
    closes = asked.headers.get("Connection", "").lower() == CLOSES
    return not (passed_on or closes) and _is_here(address) and _is_here(_name(host))


def _name(host: str) -> str:
    """The host name in a Host header, without the port; "" if there is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_here(name: str) -> bool:
    """Whether an address or a host name is this machine's loopback address or name."""
    try:
        found = ip_address(name)
    except ValueError:
        return name == HERE
    mapped = getattr(found, "ipv4_mapped", None)  # how a socket for both kinds shows an address of four parts
    return (mapped or found).is_loopback

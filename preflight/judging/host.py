"""Whether the carrier finds and trusts our host: its name, its certificate, and that it answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Literal

from preflight.judging.line import Line, fault, listed, warning, well

SOON = timedelta(days=21)
# What a proxy says where nobody behind it answers.
BROKEN = 500
SET = "set PUBLIC_URL to https:// and the host name that the carrier calls"

Trouble = Literal["", "over", "another host", "untrusted", "no TLS"]


@dataclass(frozen=True, slots=True)
class Address:
    """The scheme and host of PUBLIC_URL ("" if it is not set), and the host's addresses.

    `why` says why no address was found.
    """

    scheme: str
    host: str
    found: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The trouble with our host's certificate ("" for none), and the TLS library's words for it.

    The trouble "over" means that the certificate is not valid today, "another host" that it is not for ours.
    `ends` is when the certificate expires; None if that is not known.
    """

    trouble: Trouble
    words: str = ""
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """The answer to a request: its `status`, and for a redirect its target (`to`).

    If no answer came, `status` is 0, and `why` says why. `own` is true if our line gave the answer, and knew
    the request as our test. `seconds` is how long the answer took. `off` is by how many seconds our clock is
    ahead of the time in the answer; None if the answer names no time.
    """

    status: int
    why: str = ""
    to: str = ""
    own: bool = False
    seconds: float = 0.0
    off: float | None = None


def address(seen: Address) -> Line:
    """The report line about PUBLIC_URL: whether it is set, is https, and has a host that can be reached."""
    if not seen.host:
        return fault("address", "PUBLIC_URL is not set", SET)
    if seen.scheme != "https":
        return fault("address", "PUBLIC_URL is http: what people say and text would be read on its way", SET)
    if not seen.found:
        mend = "add its A record where your domain is kept, or correct PUBLIC_URL"
        return fault("address", f"nobody knows the name {seen.host} ({seen.why})", mend)
    inner = [one for one in seen.found if _is_inner(one)]
    at = f"{seen.host} is at {listed(seen.found)}"
    if seen.host in seen.found and inner:
        return fault("address", f"{at}, which the carrier cannot reach", SET)
    if len(inner) == len(seen.found):
        mend = "ask from elsewhere; right if only this machine or its network sees that address"
        return warning("address", f"{at}, which the carrier cannot reach", mend)
    return well("address", at)


def _is_inner(found: str) -> bool:
    at = ip_address(found.partition("%")[0])
    return at.is_private or at.is_loopback or at.is_link_local


def certificate(seen: Certificate, now: datetime) -> Line:
    """The report line about the certificate: whether it is trusted, for this host, and for how long.

    Trouble is a fault; an end within 21 days from `now` (aware) is a warning.
    """
    days = (seen.ends - now).days if seen.ends else 0
    match seen.trouble:
        case "over":
            mend = "renew it, let the proxy read it anew, and see why it was not renewed by itself"
            return fault("certificate", f"it is not valid today ({seen.words})", mend)
        case "another host":
            return fault("certificate", "it is another host's", "get one for the host of PUBLIC_URL")
        case "untrusted":
            mend = "let the proxy send the whole chain (fullchain.pem) of an authority that all trust"
            return fault("certificate", f"it is not trusted ({seen.words})", mend)
        case "no TLS":
            mend = "let the proxy speak TLS 1.2 or newer at the port of PUBLIC_URL"
            return fault("certificate", f"there is none: no TLS ({seen.words})", mend)
    if seen.ends and seen.ends - now < SOON:
        mend = "renew it, and see why it was not renewed by itself"
        return warning("certificate", f"it ends in {days} days", mend)
    return well("certificate", f"trusted, of this host, for {days} more days")


def answers(came: Came) -> Line:
    """The report line about whether the host answers at all; `came` is its answer to a first request."""
    if not came.status:
        mend = "start the proxy, and let its port through the firewall"
        return fault("answers", f"nobody answers ({came.why})", mend)
    if came.status >= BROKEN:
        mend = "start the line, and lead the proxy to its PORT"
        return fault("answers", f"the proxy answers {came.status}: nobody behind it does", mend)
    return well("answers", f"in {came.seconds:.2f} s")

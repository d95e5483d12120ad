"""Whether TRUSTED_PROXIES is right, judged by the address the line saw when headers were forged."""

from dataclasses import dataclass

from preflight.judging.line import Line, fault, well

# Documentation's own address and name (RFC 5737, RFC 2606): nobody's, so whoever sees it believes us.
FORGED_ADDRESS, FORGED_HOST = "192.0.2.77", "forged.invalid"


@dataclass(frozen=True, slots=True)
class Saw:
    """What the line took for true in a request that was sent with forged headers.

    `address` is who sent the request, in the line's view. `peer` is the other end of the connection. `given`
    is the chain of addresses in X-Forwarded-For. `host` is the host name by which the line thinks it was
    called.
    """

    address: str
    peer: str
    given: tuple[str, ...]
    host: str


def proxies(saw: Saw, trusted: int) -> Line:
    """The report line about the proxies in front of our host; `trusted` is TRUSTED_PROXIES.

    It is a fault if a forged header was believed, or if the number of proxies seen differs from `trusted`.
    """
    real = [one for one in saw.given if one != FORGED_ADDRESS]
    if saw.address == FORGED_ADDRESS:
        mend = "let the proxy write X-Forwarded-For itself"
        if 0 < len(real) < trusted:
            mend = f"set TRUSTED_PROXIES={len(real)}"
        elif not real:
            mend += " (where none stands before the line: TRUSTED_PROXIES=0)"
        return fault("proxies", "a stranger may write whose address the line sees", mend)
    if saw.host == FORGED_HOST:
        mend = "let the proxy write X-Forwarded-Host itself, never pass on what came"
        return fault("proxies", "a stranger may write by which host the line is called", mend)
    if not trusted and real:
        return fault(
            "proxies",
            "a proxy stands before the line that it does not know",
            f"set TRUSTED_PROXIES={len(real)}",
        )
    if trusted and trusted != len(real):
        saw_them = f"{len(real)} of {trusted} proxies wrote down who sent a request"
        mend = "let each of them add to X-Forwarded-For"
        if real:
            mend = f"set TRUSTED_PROXIES={len(real)}, or {mend}"
        return fault("proxies", f"{saw_them}: all who sign in count as one", mend)
    return well("proxies", f"{trusted or 'none'}, and a forged sender is not believed")

"""Notices a proxy that no setting names: behind it, strangers and staff share one address."""

from functools import cache

import structlog
from flask import request

HEADER = "X-Forwarded-For"
MEND = "a proxy stands before the line: set TRUSTED_PROXIES, or all who sign in count as one"


def is_untold(trusted: int) -> bool:
    """Whether this request came through a proxy although the settings name no proxy.

    `trusted` is the number of proxies that the settings name. If the result is true, the log gets a warning,
    once in each process.
    """
    untold = not trusted and HEADER in request.headers
    if untold:
        _warn()
    return untold


@cache
def _warn() -> None:
    structlog.get_logger().warning("untold_proxy", mend=MEND)

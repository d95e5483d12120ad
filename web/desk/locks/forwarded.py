"""A proxy that the line was not told of: through it strangers and staff come from one address."""

from functools import cache

import structlog
from flask import request

HEADER = "X-Forwarded-For"
MEND = "a proxy stands before the line: set TRUSTED_PROXIES, or all who sign in count as one"


def is_untold(trusted: int) -> bool:
    """Whether this request came through a proxy though by the settings there is none.

    `trusted` is the number of proxies that they name. If true, the log gets a warning, once in each process.
    """
    untold = not trusted and HEADER in request.headers
    if untold:
        _warn()
    return untold


@cache
def _warn() -> None:
    structlog.get_logger().warning("untold_proxy", mend=MEND)

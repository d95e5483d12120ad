"""A refused start: with LIVE=1 on a Redis with Debian's settings, which keeps nothing for good."""

import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from bench.faults.fault import Fault
from bench.faults.rig import rig

# What Debian's redis.conf has of what matters here.
DEBIAN = ("--appendonly", "no", "--appendfsync", "everysec", "--save", "3600 1 300 100 60 10000")
REFUSED = Fault("", "", lambda _: nullcontext(), own_redis=True, environ=(("LIVE", "1"),))


def refusal() -> str:
    """Start a line with LIVE=1 on a Redis with Debian's settings; give what came of it, in Markdown.

    It is a text for docs/faults.md: the line's message, its exit code, and after how many seconds it ended.
    """
    with tempfile.TemporaryDirectory(prefix="line-") as folder, rig(REFUSED, Path(folder)) as here:
        here.redis.stop()
        here.redis.start(keeps=DEBIAN)
        began, process = time.monotonic(), here.launch()
        code = process.wait(30)
        took, said = time.monotonic() - began, here.said().strip().replace(str(here.redis.port), "PORT")
    return (
        "A Redis as Debian ships it, at the first start with `LIVE=1`: "
        f"the line ended after {took:.1f} s with exit code {code}, and said\n\n```\n{said}\n```"
    )

"""A process of its own that runs a piece of Python beside this one, on the same store."""

import os
import subprocess
import sys

from settings import HERE
from tests.conftest import NUMBER_KEYS
from tests.wiring.wire import HOST, TOKEN


def another_process(program: str, url: str, *words: str, **environ: str) -> "subprocess.Popen[str]":
    """Start `program` with these words, on the store at `url`; it reads from us, and tells us on stderr."""
    settings = {
        "PATH": os.environ["PATH"],
        "REDIS_URL": url,
        "SECRET_KEY": "0" * 64,
        "HASH_KEY": NUMBER_KEYS[0],
        "NUMBER_KEY": NUMBER_KEYS[0],
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": f"https://{HOST}",
        "PYTHONPATH": str(HERE),
    }
    command, pipe = [sys.executable, "-c", program, *words], subprocess.PIPE
    return subprocess.Popen(
        command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, text=True, env=settings | environ
    )

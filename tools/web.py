"""What a web process runs: the application, in a process that ends with the server that started it."""

import multiprocessing
import os
import signal
from typing import TYPE_CHECKING

from store.tether import tie

if TYPE_CHECKING:
    from flask import Flask

# The server hands the whole environment to every request: after the start nobody needs these there.
SECRETS = ("TWILIO_AUTH_TOKEN", "REDIS_URL", "SECRET_KEY", "NUMBER_KEY", "HASH_KEY", "SMTP_URL")


def application() -> "Flask":
    """The application of one web process. Where it cannot be made, the whole server ends, to be seen."""
    server = multiprocessing.parent_process()
    if server is not None and server.pid is not None:
        # A worker would outlive a killed server, and go on answering on the same port.
        tie(server.pid)
    try:
        from app import create_app  # not above: a fault in it must end the server too

        made = create_app()
    except BaseException:
        if server is not None and server.pid is not None:
            os.kill(server.pid, signal.SIGTERM)
        raise
    for name in SECRETS:
        os.environ.pop(name, None)
    return made

"""What each web process runs: the WSGI application, which ends with the server that started the process."""

import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING

from store.server.tether import tie

if TYPE_CHECKING:
    from flask import Flask

# The server hands the whole environment to every request: after the start nobody needs these there.
SECRETS = ("TWILIO_AUTH_TOKEN", "REDIS_URL", "SECRET_KEY", "NUMBER_KEY", "HASH_KEY", "SMTP_URL")


def application() -> "Flask":
    """Make the application of one web process.

    If it must not start, this prints the reason and ends the whole web server.
    """
    server = multiprocessing.parent_process()
    if server is not None and server.pid is not None:
        # A worker would outlive a killed server, and go on answering on the same port.
        tie(server.pid)
        # Until the server's own handlers stand, those of its main process do, which heed nothing in a worker.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        from app import create_app  # not above: a process without its parent has no time for it

        made = create_app()
    except SystemExit as reason:
        if server is not None and server.pid is not None:
            # Said here: the server, told to end, does not wait for a worker's last words.
            print(reason.code, file=sys.stderr, flush=True)
            os.kill(server.pid, signal.SIGTERM)
        raise
    for name in SECRETS:
        os.environ.pop(name, None)
    return made

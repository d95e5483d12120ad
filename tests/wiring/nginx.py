"""A real nginx before the line, set up as docs/nginx.conf says but for ports, certificate and log."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from settings import HERE
from store.server.tether import tie_command
from tests.wiring.started_line import free_port
from tests.wiring.stores import short_folder, wait_until
from tests.wiring.wire import connected

MAIN = """
{user}daemon off;
error_log {folder}/error.log crit;
pid {folder}/pid;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


@contextmanager
def nginx_before(port: int) -> Iterator[int]:
    """The port of an nginx before the line at `port`, ended after the block.

    Skips the test if it is not installed.
    """
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("no nginx on PATH")
    with short_folder() as folder:
        listens = free_port()
        own = folder / "nginx.conf"
        own.write_text(_configuration(folder, listens, port))
        process = subprocess.Popen(tie_command([program, "-p", folder, "-c", own]))
        try:
            wait_until(lambda: _answers(listens), 10)
            yield listens
        finally:
            process.terminate()
            process.wait()


def _configuration(folder: Path, listens: int, port: int) -> str:
    site = (HERE / "docs" / "nginx.conf").read_text()
    site = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{listens};", site)
    site = re.sub(r"ssl_certificate.*|error_log.*", "", site).replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    # started by root, its workers would else be somebody who may not look into the folder
    return MAIN.format(user="user root;\n" if os.getuid() == 0 else "", folder=folder, site=site)


def _answers(port: int) -> bool:
    with suppress(OSError), connected(port) as send:
        return send("GET", "/health/live", {}, b"").status == 200
    return False

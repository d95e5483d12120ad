"""A real nginx before the line, set up by deploy/nginx.conf, and a browser that asks through it."""

import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from http.cookies import SimpleCookie
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from settings import HERE
from store.server.tether import tie_command
from tests.wiring.stores import wait_until

HOST = "127.0.0.1"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def configuration(folder: Path, port: int, line: int) -> str:
    """What deploy/nginx.conf says, with ports and files of this test, and what nginx needs around it."""
    server = (HERE / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (folder / "desk.conf").write_text("allow all;\n")
    for theirs, ours in (
        ("listen 443 ssl", f"listen {HOST}:{port} ssl"),
        ("    listen [::]:443 ssl;\n", ""),
        ("server 127.0.0.1:8000", f"server {HOST}:{line}"),
        ("/etc/letsencrypt/live/line.example.org/", f"{folder}/"),
        ("/etc/nginx/line-desk.conf", f"{folder}/desk.conf"),
        ("/var/log/nginx/error.log", f"{folder}/told"),
    ):
        assert theirs in server, f"deploy/nginx.conf no longer says {theirs}"
        server = server.replace(theirs, ours)
    rooms = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS)
    head = f"daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}"
    return f"{head}\nhttp {{ {rooms}\n{server} }}\n"


@contextmanager
def nginx(folder: Path, port: int, line: int) -> Iterator[None]:
    """An nginx at `port` before the line at the port `line`, ended after the block; its files in `folder`.

    Skips the test if it is not installed.
    """
    if NGINX is None:
        pytest.skip("no nginx: apt-get install nginx-light")
    _certify(folder)
    (folder / "nginx.conf").write_text(configuration(folder, port, line))
    command = tie_command([NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")])
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: server.poll() is not None or Browser(port).is_answered())
        assert server.poll() is None, (folder / "errors").read_text()
        yield
    finally:
        server.terminate()
        server.wait(10)


def _certify(folder: Path) -> None:
    """Write a certificate that nobody vouches for, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
    signed = made.sign(key, hashes.SHA256())
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, plain, serialization.NoEncryption()))


class Browser:
    """A browser at an address of this machine, which asks through the proxy and keeps its cookies."""

    def __init__(self, port: int, address: str = HOST, **headers: str) -> None:
        self.port, self.address, self.headers = port, address, headers
        self.cookies: dict[str, str] = {}
        self.status, self.page, self.to = 0, "", ""

    def is_answered(self) -> bool:
        """Whether anybody answers."""
        try:
            self.ask("GET", "/health/live")
        except OSError:
            return False
        return True

    def ask(self, method: str, path: str, **form: str) -> "Browser":
        """Send a request; `status`, `page` and `to` (where a redirect leads) are those of its answer."""
        origin = f"https://{HOST}:{self.port}"
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = {"Cookie": held, "Referer": f"{origin}/desk", **self.headers}
        body = urlencode(form) if method == "POST" else None
        if body is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        trusting = ssl._create_unverified_context()  # noqa: S323, the certificate is this test's own
        asking = HTTPSConnection(
            HOST, self.port, timeout=100, context=trusting, source_address=(self.address, 0)
        )
        asking.request(method, path, body, head)
        answer = asking.getresponse()
        self.status, self.page = answer.status, answer.read().decode()
        self.to = answer.headers.get("Location", "")
        for line in answer.headers.get_all("Set-Cookie", ()):
            self.cookies.update({name: one.value for name, one in SimpleCookie(line).items()})
        asking.close()
        return self

    def send(self, path: str, seen: str = "/desk", **form: str) -> "Browser":
        """Open the page `seen`, and send a form from it."""
        found = TOKEN.search(self.ask("GET", seen).page)
        return self.ask("POST", path, csrf_token=found[1] if found else "", **form)

    def sign_in(self, name: str, password: str) -> "Browser":
        """Sign in with the form of the sign-in page."""
        return self.send("/desk/sign-in", "/desk/sign-in", name=name, password=password)

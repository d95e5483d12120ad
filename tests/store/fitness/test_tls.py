"""A redis-server behind TLS and with an ACL: the guide's address and user are all that the line needs."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from redis import Redis
from redis.exceptions import RedisError

from settings import HERE
from store.desk.desk import desk_store
from store.fitness.reason import reason
from store.server.rewriting import rewrite
from store.server.tether import tie_command
from store.store import open_store
from tests.conftest import NUMBER_KEYS
from tests.wiring.started_line import free_port
from tests.wiring.stores import short_folder, wait_until

NOW = datetime.now(UTC)
PATIENT = "socket_timeout=5&socket_connect_timeout=5"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that is its own authority, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "store")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = folder / "store.pem", folder / "store.key"
    for file, content in zip(files, (made.public_bytes(serialization.Encoding.PEM), private), strict=True):
        file.write_bytes(content)
    return files


def acl() -> str:
    """The user that the guide makes, with the password "p@ss"; nobody else may come in."""
    guide = (HERE / "docs" / "deploy.md").read_text(encoding="utf-8")
    told = re.search(r"^ACL SETUSER (line on .*)$", guide, re.MULTILINE)
    assert told
    return f"user default off\nuser {told[1].replace('PASSWORD', 'p@ss')}\n"


@pytest.fixture(scope="module")
def behind_tls() -> Iterator[tuple[str, str]]:
    """The host with port of a server that takes TLS and the guide's user alone, and the way to trust it."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on PATH")
    with short_folder() as folder:
        pem, key = certificate(folder)
        (folder / "users").write_text(acl())
        port = free_port()
        options = ["--port", "0", "--tls-port", port, "--tls-cert-file", pem, "--tls-key-file", key]
        options += ["--tls-ca-cert-file", pem, "--tls-auth-clients", "no", "--aclfile", folder / "users"]
        options += ["--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", ""]
        server = subprocess.Popen(
            tie_command([program, *map(str, options)]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        host, trust = f"127.0.0.1:{port}", f"ssl_ca_certs={pem}"
        try:
            wait_until(lambda: not why(f"rediss://line:p%40ss@{host}?{trust}"))
            yield host, trust
        finally:
            server.kill()
            server.wait()


def why(url: str) -> str:
    """Why a connection to this address fails; "" if it does not."""
    with closing(Redis.from_url(url)) as client:
        try:
            client.ping()
        except (RedisError, OSError) as error:
            return reason(error)
    return ""


def test_the_address_and_the_user_of_the_guide_are_all_that_the_line_needs(
    behind_tls: tuple[str, str],
) -> None:
    host, trust = behind_tls
    url = f"rediss://line:p%40ss@{host}/0?{trust}&{PATIENT}"
    with closing(open_store(url, b"k" * 32, UTC, NUMBER_KEYS, True)) as store:
        days = [NOW + timedelta(days=1)]
        assert store.callbacks.keep("CA1", "+447400123456", "any", "call", days, 9, NOW)
        assert store.link.condition.name == "well"
        desk = desk_store(store)
        desk.overview.look(NOW)
        desk.failures.note(NOW)
        store.counts.add(NOW, "kept")
        assert store.callbacks.withdraw("+447400123456", NOW).own
        assert rewrite(store.link) == "done"


@pytest.mark.parametrize(
    ("scheme", "who", "trusts", "said"),
    [
        ("rediss", "line:p%40ss@", False, "certificate is not trusted"),
        ("rediss", "line:hush@", True, "user or password"),
        ("rediss", "", True, "user or password"),
        ("redis", "line:p%40ss@", False, "Connection"),
    ],
)
def test_a_connection_that_fails_says_why_without_what_is_secret(
    behind_tls: tuple[str, str], scheme: str, who: str, trusts: bool, said: str
) -> None:
    host, trust = behind_tls
    found = why(f"{scheme}://{who}{host}{f'?{trust}' if trusts else ''}")
    assert said in found
    assert not [secret for secret in ("p@ss", "hush", host) if secret in found]

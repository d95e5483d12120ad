"""R55 through a real nginx, set up by deploy/nginx.conf: strangers keep out nobody who works here."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from settings import HERE
from store.desk.desk import DeskStore, desk_store
from store.desk.invitations import Invitation
from tests.conftest import NUMBER_KEYS, opened
from tests.people.desk import PASSWORD, real_passwords
from tests.wiring.proxy import HOST, Browser, nginx
from tests.wiring.server import REAL, serving
from tests.wiring.started_line import free_port
from tests.wiring.stores import patient, running, short_folder
from web.desk.locks.attempts import BY_ADDRESS

WRONG = "quite another password"
STRANGER = "127.0.0.2"
NAMES = ("ann", "bea", "cal", "dee")
# Those by which somebody sets a proxy up.
DOCS = [HERE / "README.md", HERE / "docs" / "deploy.md", HERE / "docs" / "operate.md"]


@contextmanager
def behind_nginx(trusted: int) -> Iterator[tuple[int, DeskStore]]:
    """The port of a real line behind nginx, and what its desk keeps: four accounts."""
    port = free_port()
    environ = {"PUBLIC_URL": f"https://{HOST}:{port}", "TRUSTED_PROXIES": str(trusted)}
    environ |= {"SECRET_KEY": "0" * 64, "NUMBER_KEY": NUMBER_KEYS[0], "HASH_KEY": NUMBER_KEYS[0]}
    with (
        short_folder() as folder,
        running(folder) as server,
        serving(REAL, folder, REDIS_URL=patient(server.url), **environ) as line,
        nginx(Path(folder), port, line.port),
        opened(server.url, b"0" * 32) as store,
    ):
        for name in NAMES:
            desk_store(store).staff.add(name, "answer", real_passwords().hash_password(PASSWORD))
        yield port, desk_store(store)


def is_at_work(browser: Browser) -> bool:
    """Whether somebody is signed in, and can do what takes a form."""
    saved = browser.send("/desk/account/phone", "/desk/account", phone="07400 100999")
    return saved.status == 303 and saved.to == "/desk/account" and browser.ask("GET", "/desk").status == 200


def try_all(port: int) -> list[int]:
    """What a stranger is answered who tries each account and more, and says to be somebody else each time."""
    return [
        Browser(port, STRANGER, **{"X-Forwarded-For": f"192.0.2.{number}"})
        .sign_in(NAMES[number % 2], WRONG)
        .status
        for number in range(BY_ADDRESS + 2)
    ]


@pytest.mark.parametrize("trusted", [0, 1])
def test_wrong_sign_ins_through_nginx_keep_nobody_out_who_works_here(trusted: int) -> None:
    with behind_nginx(trusted) as (port, kept):
        ann, bea = Browser(port), Browser(port)
        assert ann.sign_in("ann", PASSWORD).to == bea.sign_in("bea", PASSWORD).to == "/desk"
        ann.send("/desk/sign-out")
        assert try_all(port) == [422] * BY_ADDRESS + [429] * 2
        assert ann.sign_in("ann", PASSWORD).to == "/desk"
        assert is_at_work(ann) and is_at_work(bea)
        link = f"/desk/start/{kept.invitations.invite(Invitation('set', 'cal'))}"
        cal = Browser(port)
        assert cal.send(link, link, password=PASSWORD).to == "/desk/sign-in"
        assert cal.sign_in("cal", PASSWORD).to == "/desk" and is_at_work(cal)
        # who is new to a browser is one of the strangers, unless the proxy may tell them apart
        dee = Browser(port).sign_in("dee", PASSWORD)
        assert (dee.status, dee.to) == ((303, "/desk") if trusted else (429, ""))
        assert ("TRUSTED_PROXIES" in ann.ask("GET", "/desk").page) is not trusted


def test_a_cookie_copied_before_signing_out_is_of_no_use_after_it() -> None:
    with behind_nginx(1) as (port, _):
        ann, thief = Browser(port), Browser(port, STRANGER)
        ann.sign_in("ann", PASSWORD)
        thief.cookies = dict(ann.cookies)
        assert thief.ask("GET", "/desk").status == 200
        ann.send("/desk/sign-out")
        assert thief.ask("GET", "/desk").to == "/desk/sign-in"


@pytest.mark.parametrize("path", DOCS, ids=[path.name for path in DOCS])
def test_whoever_reads_of_a_proxy_reads_of_trusted_proxies(path: Path) -> None:
    for chapter in re.split(r"\n(?=#)", path.read_text(encoding="utf-8")):
        if re.search(r"\b(proxy|proxies|nginx)\b", chapter, re.I):
            assert "TRUSTED_PROXIES" in chapter, chapter.partition("\n")[0]

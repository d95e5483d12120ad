"""Whatever stands in the place of an id, in a path or behind it, no page of the desk breaks."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import Rule

from menus.due import due_days
from menus.model import Pack
from settings import HERE
from store.desk.desk import DeskStore
from store.promises.callbacks import Gone
from tests.conftest import OPEN
from tests.people.desk import Person, new_name
from web.desk.callbacks.picks import FIELDS

RECORDING = "RE" + "0" * 31 + "a"
ODD = ("%00", "%ff%fe", "%ED%A0%80", "..", "%2e%2e", "0" * 3000, "of:", "day:", "*", "%F0%9F%92%8A", "-1")
DAYS = ("0001-01", "0001-01-01", "0004-12-31", "9999-12", "9999-12-31", "2000-02-30", "99999", "2026-W01-1")
LINE = ("line", "1")  # what every name of the store begins with
HASH = re.compile(r"[0-9a-f]{16,}")
ARGUMENT = re.compile(r'request[.]args[.]get[(]"(\w+)"')


@pytest.fixture
def ids(kept: DeskStore, pack: Pack) -> list[str]:
    """Odd ids, a whole name of the store, and every ending of the names, one of those that are made alike."""
    for number in ("+447400100777", "+447400100778"):
        kept.line.callbacks.keep(number, number, "any", "call", due_days(pack.hours, OPEN), 40, OPEN)
    kept.line.messages.keep(RECORDING, "+447400100777", 12, OPEN)
    kept.closures.add("closed", OPEN, OPEN + timedelta(hours=1), "", "somebody", OPEN)
    kept.line.blocks.block("+447400100779", "rude", OPEN + timedelta(days=9))
    names = sorted(name.decode() for name in kept.line.link.client.keys("*"))
    endings = (name.split(":")[at:] for name in names for at in range(len(LINE), name.count(":") + 1))
    alike = {tuple(HASH.sub("", part) for part in ending): ":".join(ending) for ending in endings}
    return sorted({*ODD, *map(quote, alike.values()), quote(names[-1])})


def with_an_id(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/desk") and rule.arguments:
            yield from ((rule, method) for method in sorted((rule.methods or set()) & {"GET", "POST"}))


def ask(somebody: Person, path: str, method: str) -> int:
    form = {"csrf_token": somebody.token, "outcome": "done", "role": "edit"}
    told = {"Referer": f"{somebody.base}/desk"}
    data = form if method == "POST" else None
    return somebody.client.open(
        path, method=method, data=data, base_url=somebody.base, headers=told
    ).status_code


def test_no_id_breaks_a_page(app: Flask, kept: DeskStore, ids: list[str]) -> None:
    admin, tried = Person(app, new_name(kept, "admin")).sign_in(), 0
    for rule, method in with_an_id(app):
        for odd in ids:
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<{argument}>", odd)
            assert ask(admin, path, method) < 500, f"{method} {path[:80]}"
            tried += 1
    assert tried > 14 * len(ids) / 2 and admin.open("/desk").status == 200


def arguments() -> set[str]:
    """The name of every argument that a page of the desk reads, as its code has it."""
    files = [file.read_text(encoding="utf-8") for file in (HERE / "web").rglob("*.py")]
    return {name for file in files for name in ARGUMENT.findall(file)} | {*FIELDS, "theme", "no_such_thing"}


def test_no_query_breaks_a_page(app: Flask, kept: DeskStore, ids: list[str]) -> None:
    admin, named = Person(app, new_name(kept, "admin")).sign_in(), arguments()
    assert named >= {"page", "show", "before", "month", "from", "to", "after"}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/desk") and not rule.arguments and "GET" in (rule.methods or ()):
            for odd in (*ODD, *DAYS, ids[-1]):
                for names in (named, {"from", "to"}):  # a month goes before two days
                    query = "&".join(f"{name}={odd}" for name in sorted(names))
                    assert ask(admin, f"{rule.rule}?{query}", "GET") < 500, f"{rule.rule} {odd[:80]}"


@pytest.mark.parametrize("odd", DAYS)
def test_no_day_or_month_breaks_the_page_that_has_it_in_its_address(
    person: Callable[..., Person], odd: str
) -> None:
    ann = person("admin")
    for path in (
        f"/desk/asked/month/{odd}",
        f"/desk/asked/days.csv?month={odd}",
        f"/desk/asked/days.csv?to={odd}&from={odd}",
    ):
        assert ann.open(path).status in (200, 400, 404), path
    ann.open("/desk").send(f"/desk/days/{odd}/open")
    assert ann.status in (200, 404)


@pytest.mark.parametrize("odd", ["of:x", "day:2026-05-19", "", "a b", "\n"])
def test_what_cannot_be_an_id_is_not_there(kept: DeskStore, odd: str) -> None:
    callbacks = kept.line.callbacks
    kept.line.link.client.set(callbacks.queue.record(odd), "something else")
    assert callbacks.one(odd, OPEN) is None
    assert callbacks.claim(odd, "ann", OPEN) == Gone()
    assert callbacks.close(odd, "done", "ann", OPEN) == "gone"


def test_a_callback_that_is_none_is_not_there(person: Callable[..., Person], ids: list[str]) -> None:
    ann = person()
    of_somebody = next(one for one in ids if one.startswith("of%3A"))
    for odd in (of_somebody, "0" * 16, "x"):
        assert ann.open(f"/desk/callbacks/{odd}").status == 404
        assert ann.open("/desk").send(f"/desk/callbacks/{odd}/claim").status == 404

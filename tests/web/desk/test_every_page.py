"""Every page of the desk, with records in every state, speaks as a charity does, and of no machine."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from menus.model import Pack
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.packs.broken import copy
from tests.people import busy
from tests.people.desk import Person, new_name

# The file is named where whoever changes the pack has to open it, and there it is folded away.
PATHS = re.compile(r'<details class="paths">.*?</details>', re.DOTALL)
OF_MACHINES = re.compile(
    r"\bR\d{1,2}\b|\.(?:toml|py|md|lua)\b|`|\b(?:None|True|False|nan)\b(?!\.)|\{\{|<Undefined"
)
# Words of ours that no member of staff would use.
JARGON = re.compile(r"\b(?:pack|webhooks?|carrier|audit trail|second factor|2FA|HTTP|preflight)\b", re.I)
OLD_DATES = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}, \d\d:\d\d(?! [ap]m)")
# A long table of days is read, copied and sorted as it is.
DAYS = re.compile(r'<table class="numbers">.*?</table>', re.DOTALL)
STRANGERS = ("/sign-in", "/start/", "/review/")
SHOWN = re.compile(r"<(head|script)\b.*?</\1>", re.DOTALL)


@pytest.fixture(params=["whole", "broken"])
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def app(line_with: Callable[..., Flask], state: str, tmp_path: Path) -> Flask:
    """A line with the shipped pack, or with one that has many a fault and can still be served."""
    if state == "whole":
        return line_with()
    pack = copy(tmp_path)
    pack.swap("menu.toml", 'topic = "bones" },', 'topic = "bones" }, { key = "6", topic = "dmards" },')
    pack.put("en/topics/bones.toml", "source", "[]")
    pack.put("hours.toml", "confirmed_by", '""')
    return line_with(pack=pack.folder)


@pytest.fixture
def admin(app: Flask, kept: DeskStore, state: str, pack: Pack) -> Person:
    """An admin who is signed in to a desk with records in every state."""
    name = new_name(kept, "admin")
    busy.fill(kept, pack, OPEN, name)
    found = Person(app, name).sign_in()
    if state == "broken":
        busy.break_down(kept, OPEN)
    return found


def pages(admin: Person, kept: DeskStore, pack: Pack) -> Iterator[tuple[str, str]]:
    """Each page and its HTML: all that can be opened, those of refused forms, those for strangers."""
    for path in busy.addresses(kept, pack):
        admin.open(f"/desk{path}")
        if admin.answer and admin.answer.mimetype == "text/html":
            yield path, admin.page
    for path, target, fields in busy.REFUSED:
        yield f"{target} refused", admin.open(f"/desk{path}").send(f"/desk{target}", **fields).page
    for path in busy.strangers(kept):
        yield path, Person(admin.app).open(f"/desk{path}").page


def words_of(page: str) -> str:
    """All that a page says, also to whoever points at something or does not see it."""
    shown = SHOWN.sub(" ", PATHS.sub(" ", page))
    said = re.findall(r'(?:title|alt|aria-label|placeholder)="([^"]*)"', shown)
    return html.unescape(" ".join([*re.sub(r"<[^>]+>", " ", shown).split(), *said]))


def test_every_page_speaks_the_words_of_staff(admin: Person, kept: DeskStore, pack: Pack) -> None:
    wrong, seen = [], 0
    for path, page in pages(admin, kept, pack):
        seen += 1
        words = words_of(DAYS.sub(" ", page) if path.startswith("/asked") else page)
        wrong += [
            f"{path}: {words[max(0, found.start() - 60) : found.end() + 30]}"
            for kind in (OF_MACHINES, JARGON, OLD_DATES)
            for found in kind.finditer(words)
        ]
    assert seen > 60
    assert not wrong, "\n".join(list(dict.fromkeys(wrong))[:20])


def test_every_page_has_one_heading_a_title_and_who_is_signed_in_on_top(
    admin: Person, kept: DeskStore, pack: Pack
) -> None:
    for path, page in pages(admin, kept, pack):
        assert page.count("<h1") == 1 or path.startswith("/content/"), path
        title = html.unescape(page.partition("<title>")[2].partition("</title>")[0])
        assert re.search(r"</h1>\s*<(?:p|ol)\b", page) or "/start/" in path, (
            f"{path}: help in one line is missing"
        )
        assert title.removesuffix(" · Muscle Line"), path
        assert ("Sign out" in page.partition("<main")[0]) is not path.startswith(STRANGERS), path
        refused = "refused" in path or "from=x" in path
        assert title.startswith("Error: ") is refused, path
        if refused:
            (field,) = re.findall(r'id="problem".*?<a href="#([^"]+)"', page, re.DOTALL)
            assert re.search(rf'id="{field}"[^>]*aria-invalid="true" aria-describedby="[^"]*"', page), path

"""A line whose pack may be changed on disk, which can send mail, and a clinician who may be asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from store.promises.jobs import DELETIONS
from store.signing.clinicians import Clinician
from store.signing.letters import Letter, opened
from tests.conftest import OPEN
from tests.packs.broken import Copy, copy
from tests.packs.signed import line_that_mails
from tests.people.desk import Person

BO = Clinician("Dr Bo Jones", "a specialist nurse", "NMC 12A3456E", "bo@clinic.example", "maria", OPEN.date())
LINK = re.compile(r"https://line\.example(/desk/review/\S+)")
LINE = re.compile(r'name="right" value="([^"]+)"')
BONES = "/desk/signatures/en/bones"


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """The pack on disk."""
    return copy(tmp_path)


@pytest.fixture
def app(line_with: Callable[..., Flask], made: Copy) -> Flask:
    return line_that_mails(line_with, made)


@pytest.fixture
def whom(kept: DeskStore) -> str:
    """The id of a clinician who may be asked."""
    return kept.clinicians.enter(BO)


def letters(kept: DeskStore) -> list[Letter]:
    """The letters that wait for the worker."""
    jobs = kept.line.jobs.take(None, most=9, lanes=(DELETIONS,))
    return [opened(kept.line.seals, job.sealed) for job in jobs if job.kind == "letter"]


@dataclass
class Reader:
    """A clinician in a browser of their own, at the page behind a link."""

    app: Flask
    path: str

    def __post_init__(self) -> None:
        self.person = Person(self.app).open(self.path)

    @property
    def page(self) -> str:
        return self.person.page

    @property
    def status(self) -> int:
        return self.person.answer.status_code if self.person.answer else 0

    def answer(self, what: str = "sign", **over: object) -> "Reader":
        """Tick each sentence, and send the form."""
        fields: dict[str, object] = {"right": LINE.findall(self.page), "registration": "NMC 12A3456E"}
        fields |= {"review_by": "2027-05-01", "what": what, **over}
        self.person.send(self.path, **fields)  # type: ignore[arg-type]
        return self


@pytest.fixture
def ask(app: Flask, kept: DeskStore, whom: str, person: Callable[..., Person]) -> Callable[..., Reader]:
    """Has an editor send a link for bones, and opens it as it came by mail."""

    def send() -> Reader:
        editor = person("edit").open(BONES)
        editor.send(f"{BONES}/ask", whom=whom)
        assert "A link goes to Dr Bo Jones" in editor.page
        (letter,) = [one for one in letters(kept) if LINK.search(one.words)]
        assert letter.to == BO.address
        found = LINK.search(letter.words)
        assert found, letter.words
        return Reader(app, found[1])

    return send

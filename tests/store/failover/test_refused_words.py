"""By which words of a store's answer a refused write is known, and how long replicas are waited for."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from redis.exceptions import (
    AskError,
    ClusterCrossSlotError,
    ClusterDownError,
    InvalidResponse,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
)

from store.acknowledged import _milliseconds, step
from store.client import keeps_nothing, make_client
from store.condition import Unreachable
from store.store import Store

REFUSED = ("OOM", "MISCONF", "READONLY", "NOREPLICAS", "NOPERM", "MOVED", "CLUSTERDOWN", "CROSSSLOT")
# The client takes the first word away from these.
NAMED = (
    OutOfMemoryError,
    ReadOnlyError,
    NoPermissionError,
    ClusterDownError,
    InvalidResponse,
    ClusterCrossSlotError,
)


@pytest.mark.parametrize("word", REFUSED)
def test_a_refusal_is_known_by_its_first_word_and_within_a_scripts_error(word: str) -> None:
    assert keeps_nothing(ResponseError(f"{word} it takes nothing"))
    assert keeps_nothing(
        ResponseError(f"Error running script (call to f_1): @user_script:1: -{word} it is so")
    )


@pytest.mark.parametrize("kind", NAMED)
def test_a_refusal_is_known_by_its_kind(kind: type[ResponseError]) -> None:
    assert keeps_nothing(kind("it takes nothing"))
    assert keeps_nothing(AskError("3999 127.0.0.1:6381"))


@pytest.mark.parametrize(
    "said", ["ERR unknown command", "WRONGTYPE it is a list", "ERR no OOM here", "-OOMS of it", ""]
)
def test_any_other_error_is_a_fault_of_ours(said: str) -> None:
    assert not keeps_nothing(ResponseError(said))


@pytest.mark.parametrize(
    ("query", "waits"),
    [("", 50), ("?socket_timeout=0.2", 100), ("?socket_timeout=2", 1000), ("?socket_timeout=0.001", 1)],
)
def test_replicas_are_waited_for_half_as_long_as_an_answer_and_never_for_good(query: str, waits: int) -> None:
    """To the store 0 milliseconds are for good."""
    with closing(make_client(f"redis://store.example{query}")) as client:
        assert _milliseconds(client) == waits


@dataclass
class Forgetful:
    """A client of a server that knows no script, however often it is told."""

    client: Any
    told: int = 0

    def __getattr__(self, name: str) -> Any:
        """What the client itself has."""
        return getattr(self.client, name)

    def script_load(self, lua: str) -> None:
        """The script is told, and not kept."""
        self.told += bool(lua)


def test_a_script_that_the_server_does_not_keep_is_told_twice_and_its_promise_not_made(store: Store) -> None:
    forgetful: Any = Forgetful(store.link.client)
    with pytest.raises(Unreachable, match="does not keep a script"):
        step(forgetful, "return 'a script of this test alone'", 1)([], [])
    assert forgetful.told == 2

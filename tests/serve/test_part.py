"""When a process of the line is replaced, and how: by a clock of the tests, with processes that are none."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from serve.part import Part
from serve.patience import END_SECONDS, GROWN_SECONDS, LARGEST, LONGEST_SILENCE, SILENT_SECONDS, START_SECONDS
from serve.running import LONGEST_LOOK, Attention, Parts

TICK = 0.25


@dataclass
class Fake:
    """A process: whether it answers, whether it heeds the wish that it end, how it ended."""

    pid: int
    works: bool = True
    heeds: bool = True
    size: int = 0
    code: int | None = None
    asked: int = 0

    def ended(self) -> int | None:
        return self.code

    def heard(self) -> bool:
        return self.works and self.code is None

    def memory(self) -> int:
        return self.size

    def ask_to_end(self) -> None:
        self.asked += 1
        if self.heeds and self.works and self.code is None:
            self.code = 0

    def kill(self) -> None:
        if self.code is None:
            self.code = -9


def silent(number: int) -> Fake:
    """A process that runs and never answers."""
    return Fake(number, works=False)


@dataclass
class Line:
    """Two web processes and a worker: all that were started, in their order, and the time."""

    make: Callable[[int], Fake] = Fake
    now: float = 0.0
    room: int = 1
    all: dict[str, list[Fake]] = field(default_factory=lambda: {"web 1": [], "web 2": [], "worker": []})

    def __post_init__(self) -> None:
        one, two, worker = (self.part(name) for name in self.all)
        self.parts = Parts([one, two], [worker], side_by_side=lambda: self.room)
        self.goes_on(1)

    def part(self, name: str) -> Part:
        def start() -> Fake:
            fake = self.make(len(self.all[name]))
            self.all[name].append(fake)
            return fake

        return Part(name, start)

    def goes_on(self, seconds: float) -> None:
        ending = self.now + seconds
        while self.now < ending:
            self.now += TICK
            self.parts.tend(self.now)
            assert self.answers() or self.make is not Fake, "never all at once"

    def comes_up(self, name: str, number: int) -> None:
        """Have that process of a part answer after all, and each one that is started from now on."""
        self.make = Fake
        self.all[name][number].works = True
        self.goes_on(5)

    def answers(self) -> bool:
        return any(fake.code is None for name in ("web 1", "web 2") for fake in self.all[name])

    def runs(self, name: str) -> list[int]:
        """Which of a part's processes run: the first is 0."""
        return [number for number, fake in enumerate(self.all[name]) if fake.code is None]


def test_what_answers_stays() -> None:
    line = Line()
    line.goes_on(3600)
    assert [len(started) for started in line.all.values()] == [1, 1, 1]


def test_what_ends_is_started_again_at_once() -> None:
    line = Line()
    line.goes_on(5)
    line.all["web 1"][0].code = 1
    line.goes_on(2 * TICK)
    assert line.runs("web 1") == [1]


def test_one_that_is_silent_beside_one_that_answers_is_killed_and_started_within_five_seconds() -> None:
    line = Line()
    line.all["web 1"][0].works = False
    line.goes_on(SILENT_SECONDS)
    assert line.runs("web 1") == [0]
    line.goes_on(2 * TICK)
    assert line.runs("web 1") == [1]
    assert line.runs("web 2") == [0]


def test_the_only_one_that_is_silent_is_killed_once_a_new_one_answers() -> None:
    line = Line()
    old = line.all["worker"][0]
    old.works = False
    line.make = silent
    line.goes_on(SILENT_SECONDS + 2)
    assert line.runs("worker") == [0, 1]
    line.all["worker"][1].works = True
    line.goes_on(2 * TICK)
    assert line.runs("worker") == [1]
    assert old.code == -9, "who hangs is not asked"


def test_where_all_are_silent_none_is_killed_before_a_new_one_answers() -> None:
    line = Line()
    for name in ("web 1", "web 2"):
        line.all[name][0].works = False
    line.make = silent
    line.goes_on(30)
    assert sorted(line.runs("web 1") + line.runs("web 2")) == [0, 0, 1], "one new one at a time"
    for name in ("web 1", "web 2"):
        line.all[name][0].works = True
    line.goes_on(2 * TICK)
    assert (line.runs("web 1"), line.runs("web 2")) == ([0], [0]), "the machine was slow: they stay"


def test_one_that_hangs_waits_for_no_part_of_another_kind_that_is_long_in_coming_up() -> None:
    line = Line()
    line.make = silent
    line.parts.renew()
    line.goes_on(5)
    line.all["worker"][0].works = False
    line.goes_on(SILENT_SECONDS + 2 * TICK)
    assert [line.runs(name) for name in line.all] == [[0, 1], [0], [0, 1]]
    line.all["worker"][1].works = True
    line.goes_on(2 * TICK)
    assert [line.runs(name) for name in line.all] == [[0, 1], [0], [1]]
    line.comes_up("web 1", 1)
    assert [line.runs(name) for name in line.all] == [[1], [1], [2]], "the renewal went on"


def test_one_that_hangs_while_its_new_one_is_long_in_coming_up_is_killed_where_another_answers() -> None:
    line = Line()
    line.make = silent
    line.parts.renew()
    line.goes_on(1)
    line.all["web 1"][0].works = False
    line.goes_on(SILENT_SECONDS + 2 * TICK)
    assert [line.runs(name) for name in line.all] == [[1], [0], [0]]
    line.comes_up("web 1", 1)
    assert [line.runs(name) for name in line.all] == [[1], [1], [1]], "the renewal went on"


def test_of_web_processes_one_that_hangs_is_replaced_though_the_worker_is_long_in_coming_up() -> None:
    line = Line()
    line.all["worker"][0].works = False
    line.make = silent
    line.goes_on(SILENT_SECONDS + 2)
    assert line.runs("worker") == [0, 1]
    for name in ("web 1", "web 2"):
        line.all[name][0].works = False
    line.goes_on(SILENT_SECONDS + 2 * TICK)
    assert [line.runs(name) for name in line.all] == [[0, 1], [0], [0, 1]]


def test_a_slow_machine_has_ever_fewer_replaced() -> None:
    line = Line()
    replaced = []
    while line.now < 300:
        line.all["web 1"][-1].works = False
        line.goes_on(1)
        replaced.append(len(line.all["web 1"]))
    assert replaced[60] - replaced[0] <= 5
    assert replaced[-1] - replaced[-61] <= 60 / LONGEST_SILENCE + 1


def test_one_that_starts_has_a_minute() -> None:
    line = Line(make=silent)
    line.goes_on(START_SECONDS - 1)
    assert [len(started) for started in line.all.values()] == [1, 1, 1]
    line.goes_on(3)
    assert [len(started) for started in line.all.values()] == [2, 2, 2]
    line.goes_on(2 * START_SECONDS - 3)
    assert [len(started) for started in line.all.values()] == [2, 2, 2], "and then two"


def test_one_that_grows_is_asked_to_end_when_the_new_one_answers() -> None:
    line = Line()
    line.goes_on(GROWN_SECONDS)
    old = line.all["web 2"][0]
    old.size = LARGEST + 1
    line.make = lambda number: Fake(number, works=False, size=LARGEST + 1)
    line.goes_on(5)
    assert line.runs("web 2") == [0, 1]
    line.all["web 2"][1].works = True
    line.goes_on(2 * TICK)
    assert line.runs("web 2") == [1]
    assert old.asked
    line.goes_on(GROWN_SECONDS - 60)
    assert line.runs("web 2") == [1], "one that needs so much is not replaced without end"


def test_renewed_each_is_replaced_after_the_one_before() -> None:
    line = Line()
    line.make = silent
    line.parts.renew()
    for name in line.all:
        line.goes_on(5)
        assert line.runs(name) == [0, 1]
        assert sum(len(started) for started in line.all.values()) == 4 + list(line.all).index(name)
        line.all[name][1].works = True
        line.goes_on(2 * TICK)
        assert line.runs(name) == [1]
    assert all(started[0].asked for started in line.all.values())


def test_a_renewal_that_goes_well_is_no_warning_and_one_that_hangs_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = Line()
    line.parts.renew()
    line.goes_on(10)
    levels = [json.loads(said)["level"] for said in capsys.readouterr().err.splitlines()]
    assert levels == ["info"] * 7, "of each part the beginning and the end, and then that all are new"
    line.all["worker"][-1].works = False
    line.goes_on(SILENT_SECONDS + 2)
    first, *_ = capsys.readouterr().err.splitlines()
    assert json.loads(first)["level"] == "warning"


@pytest.mark.parametrize("code", [1, None])
def test_a_new_one_that_does_not_come_up_leaves_all_the_old(code: int | None) -> None:
    line = Line()
    line.make = lambda number: Fake(number, works=False, code=code)
    line.parts.renew()
    line.goes_on(START_SECONDS + 60)
    assert [line.runs(name) for name in line.all] == [[0], [0], [0]]
    assert [len(started) for started in line.all.values()] == [2, 1, 1]


def test_asked_again_meanwhile_it_renews_once_more() -> None:
    line = Line()
    line.parts.renew()
    line.goes_on(TICK)
    line.parts.renew()
    line.goes_on(10)
    assert [line.runs(name) for name in line.all] == [[2], [1], [1]]


def test_where_there_is_room_parts_are_renewed_side_by_side_and_it_is_told_once_at_the_end() -> None:
    line, may, told = Line(room=2), False, []  # type: ignore[var-annotated]
    line.make = silent
    line.parts.renew(lambda: may, told.append)
    line.goes_on(5)
    assert [line.runs(name) for name in line.all] == [[0], [0], [0]], "what it waits for is not settled"
    may = True
    line.goes_on(5)
    assert [line.runs(name) for name in line.all] == [[0, 1], [0, 1], [0]]
    line.all["web 2"][1].works = True
    line.goes_on(5)
    assert [line.runs(name) for name in line.all] == [[0, 1], [1], [0, 1]]
    assert not told
    line.all["web 1"][1].works = line.all["worker"][1].works = True
    line.goes_on(5)
    assert [line.runs(name) for name in line.all] == [[1], [1], [1]]
    assert told == [True]


def test_of_those_side_by_side_one_that_does_not_come_up_ends_the_renewal_and_the_other_may_answer() -> None:
    line, told = Line(room=2), []  # type: ignore[var-annotated]
    line.make = silent
    line.parts.renew(tell=told.append)
    line.goes_on(2)
    line.all["web 1"][1].code = 1
    line.goes_on(2)
    line.all["web 2"][1].works = True
    line.goes_on(5)
    assert [line.runs(name) for name in line.all] == [[0], [1], [0]]
    assert told == [False]


@pytest.mark.parametrize(("hangs", "new"), [(True, None), (False, None), (False, 1)])
def test_a_renewal_ends_where_the_old_one_does_and_the_new_one_never_comes_up(
    hangs: bool, new: int | None
) -> None:
    line, told = Line(), []  # type: ignore[var-annotated]
    line.make = silent
    line.parts.renew(tell=told.append)
    line.goes_on(1)
    old, coming = line.all["web 1"]
    old.works, old.code = not hangs, None if hangs else 1
    line.goes_on(SILENT_SECONDS + 1)
    coming.code = new
    line.goes_on(START_SECONDS)
    assert told == [False]
    line.make = Fake
    line.goes_on(LONGEST_SILENCE + START_SECONDS)
    line.parts.renew(tell=told.append)
    line.goes_on(10)
    assert told == [False, True]


def test_one_that_does_not_end_when_asked_is_killed() -> None:
    line = Line()
    old = line.all["web 1"][0]
    old.heeds = False
    line.parts.renew()
    line.goes_on(END_SECONDS - 1)
    assert old.code is None
    line.goes_on(3)
    assert old.code == -9


def test_where_no_process_can_be_had_the_old_one_stays() -> None:
    def refuses(_: int) -> Fake:
        raise OSError("no room")

    line = Line()
    line.make = refuses
    line.parts.renew()
    line.goes_on(10)
    assert line.runs("web 1") == [0]
    line.all["web 1"][0].code = 1
    line.goes_on(10)
    line.make = Fake
    line.goes_on(10)
    assert line.runs("web 1") == [1]


def test_while_we_are_stopped_nobody_is_silent() -> None:
    attention = Attention(1000.0)
    assert attention.look(1000.1) == pytest.approx(0.1)
    assert attention.look(5000.0) == pytest.approx(0.1 + LONGEST_LOOK)
    assert attention.look(4000.0) == pytest.approx(0.1 + LONGEST_LOOK)
    assert attention.look(4000.1) == pytest.approx(0.2 + LONGEST_LOOK)

"""A value looked up once a second: one looks, nobody else waits."""

import threading
from itertools import count

import pytest

from web.lately import lately


def test_it_is_looked_up_again_only_when_it_is_old() -> None:
    moment, found = [0.0], count()
    value = lately(lambda: next(found), 1.0, lambda: moment[0])
    assert [value(), value()] == [0, 0]
    moment[0] = 0.9
    assert value() == 0
    moment[0] = 1.0
    assert [value(), value()] == [1, 1]


def test_while_one_looks_the_others_take_what_was_found_last() -> None:
    moment, found, looking, may_end = [0.0], count(), threading.Event(), threading.Event()

    def look() -> int:
        number = next(found)
        if number:
            looking.set()
            may_end.wait(10)
        return number

    value = lately(look, 1.0, lambda: moment[0])
    assert value() == 0
    moment[0] = 2.0
    slow = threading.Thread(target=value)
    slow.start()
    assert looking.wait(10)
    assert value() == 0
    may_end.set()
    slow.join()
    assert value() == 1


def test_after_a_look_that_failed_the_next_one_looks() -> None:
    answers = [ValueError(), 7]

    def look() -> int:
        answer = answers.pop(0)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    value = lately(look)
    with pytest.raises(ValueError):
        value()
    assert value() == 7

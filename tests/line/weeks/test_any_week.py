"""A week of seven different days is told whole: by MORE after HELPLINE, and in a call by its topic."""

from collections.abc import Callable
from pathlib import Path

from menus.loading.shape import DAYS
from tests.caller import Caller
from tests.conftest import At
from tests.packs.broken import copy
from tests.texter import Texter
from tests.wiring.wire import Wire

SEVEN = (
    *("08:30-16:00", "09:00-17:30", "10:30-18:30", "08:00-12:30", "09:30-15:30"),
    *("10:00-12:30", "11:30-14:00"),
)
TOLD = "Mon 8.30-4. Tue 9-5.30. Wed 10.30-6.30. Thu 8-12.30. Fri 9.30-3.30. Sat 10-12.30. Sun 11.30-2."


def test_the_whole_week_can_be_had_by_text_and_in_a_call(
    tmp_path: Path, with_settings: Callable[..., Wire], at: At
) -> None:
    pack = copy(tmp_path)
    for day, span in zip(DAYS, SEVEN, strict=True):
        pack.put("hours.toml", day, f'["{span}"]', "weekly")
    wire = with_settings(pack=pack.folder)
    for moment, says in (("2026-05-19T10:00", "Open now"), ("2026-05-19T20:00", "10.30am tomorrow")):
        at(moment)
        texter = Texter(wire)
        first = texter.text("opening hours")
        assert says in first and "Mon-Sun at various times" in first
        week = texter.text("MORE")
        assert TOLD in week and "0800 5200 520" in week and "999" in week
        assert "HELPLINE: 0800" in texter.text("MORE") and "2 of 2" in texter.text("MORE")
        assert "no more" in texter.text("MORE").lower()
    caller = Caller(wire).call().press("4", "1")
    assert "It is open Monday to Sunday, at various times." in caller.heard
    caller.wait()
    assert "Monday, half past 8 to 4. Tuesday, 9 to half past 5." in caller.heard
    assert "Sunday, half past 11 to 2." in caller.heard
    caller.wait()
    assert "If it is closed or busy" in caller.heard

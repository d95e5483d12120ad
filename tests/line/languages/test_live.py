"""A live line offers no language whose fixed replies and alarm rules nobody has signed (R58)."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import Flask

from app import as_served
from menus.loading.folders import BASE
from menus.multilingual.live import as_live
from menus.rules.faults import faults, refusals
from settings import Settings
from store.desk.desk import DeskStore
from tests.packs.bilingual import bilingual, in_both
from tests.packs.signed import sign
from tests.people.desk import Person, new_name

TODAY = date(2026, 6, 1)
REPLIES, ALARMS, EAR = "cy/fixed-replies", "cy/alarm-rules", "cy/second-ear"


def test_a_language_is_offered_by_a_live_line_once_its_replies_alarms_and_ear_are_signed(
    tmp_path: Path,
) -> None:
    made = bilingual(tmp_path)
    made.put("hours.toml", "confirmed_by", '"Ann Smith"')
    made.put("hours.toml", "confirmed_on", "2026-05-26")
    shutil.copy(BASE / "en" / "ear.toml", made.folder / "cy" / "ear.toml")
    for unsigned in ((REPLIES,), (ALARMS,), (EAR,), (REPLIES, ALARMS)):
        sign(made.folder, *unsigned)
        assert list(as_live(made.load()).languages) == ["en"], unsigned
    sign(made.folder, "cy/topics/bones")
    live = as_live(made.load())
    assert list(live.languages) == ["en", "cy"]
    welsh, english = live.languages["cy"], live.languages["en"]
    assert welsh.topics["bones"] is english.topics["bones"], "a draft of it is said in the first language"
    assert welsh.topics["steroidcard"].keyword == "CERDYN"
    assert not refusals(live, faults(live, TODAY)), "what nobody is told keeps no line from its start"


def test_the_shipped_draft_is_no_part_of_the_line(settings: Settings) -> None:
    kept = settings.data_dir  # as of a pack that has passed before, which is not refused
    live = replace(settings, live=True, kept_pack=kept)
    assert list(as_served(live, in_both(), TODAY).languages) == ["en"]
    assert list(as_served(settings, in_both(), TODAY).languages) == ["en", "cy"]


def test_staff_are_told_on_the_page_content_what_a_language_lacks(
    tmp_path: Path, line_with: Callable[..., Flask], kept: DeskStore
) -> None:
    staff = Person(line_with(pack=bilingual(tmp_path).folder), new_name(kept, "admin")).sign_in()
    page = staff.open("/desk/content").page
    assert "The language “cy”" in page and "lacks 15 topics, and this is said in en" in page
    assert "call.fallback" in page
    for name, languages in (("bones", 2), ("flare", 1)):
        assert staff.open(f"/desk/content/{name}").page.count("Part 1") == languages, name

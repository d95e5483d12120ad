"""No number, blank or word to text can be taken out of a fixed sentence without a fault."""

import re
from dataclasses import replace
from datetime import date

import pytest

from menus.blanks import COST, RECORDED
from menus.rules import fixed
from menus.said import Look, Said, look
from tests.packs.once import shipped

TOLD = re.compile(r"\{\w+\}|\b\d( \d)+(, \d( \d)+)?|\b116 123\b|\b\d+\b|\b[A-Z]{3,}\b")
# Another rule asks for the name of the line; hours stand where there is room; SHOUT goes with its number.
# What a call costs is told by choice, and menus/rules/of_helpline holds what is said of it and of recording.
ANYWHERE = {"{service}", "{hours}", "SHOUT", "DRAFT"} | {f"{{{name}}}" for name in COST | RECORDED}
# Said by choice: who rewords the sentence may leave it out. 01632 960123 is an example.
BY_CHOICE = {
    # packs of the version before say these without
    "call.callback_full": "1 1 1, 9 9 9",
    "call.callback_others": "1 1 1, 9 9 9",
    "call.busy": "1 1 1, 9 9 9",
    "call.no_answer": "1 1 1, 9 9 9",
    "call.failed": "1 1 1, 9 9 9",
    "call.consent": "90",
    "text.callback_waits": "NOCALL, {best}",
    "text.callback_late": "NOCALL, {best}",
    "text.menu": "STEROIDCARD",
    "text.list": "MENU",
    "text.start": "MENU",
    "text.start_callback": "MENU",
    "text.help_me": "MENU",
    "text.after_alarm_person": "CALLME",
    "text.thanks": "HELPLINE, MENU",
    "text.reaction": "MENU",
    "text.away": "STEROIDS",
    "text.week": "HELPLINE, MORE",
    "text.open_helpline": "18001, CALLME, HELPLINE, MORE, RELAY",
    "text.closed_helpline": "18001, CALLME, HELPLINE, MORE, RELAY",
    "text.closed_days": "HELPLINE, MORE",
    "text.worried": "HELPLINE",
    "text.worried_owed": "HELPLINE",
    "text.no_texts_back": "RELAY",
    "text.ask_one": "MENU",
    "text.ask_two": "MENU",
    "text.withdrawn": "18001, MENU, MORE",
    "text.withdrawn_medicine": "18001, MORE",
    "text.callback_number": "01632, 960123",
    "text.callback_letters": "01632, 960123",
    "text.nocall_number": "01632, 960123",
    "text.callback_too_short": "01632, 960123",
    "text.callback_too_long": "01632, 960123",
    "text.help": "MENU",
    "text.privacy": "18001, PRIVACY, 30",
    "text.secret": "30",
    "text.cost": "CALLME, MENU",
    "text.callback_kept": "PRIVACY, {best}",
    "text.callback_full": "CALLME",
    "text.callback_withdrawn": "7",
    "text.callback_withdrawn_all": "7",
    "text.callback_withdrawn_texts": "7, HELPLINE",
    "text.callback_withdrawn_topic": "7",
    "text.bereaved": "MENU",
    "call.callback_withdrawn": "7",
    "call.cancel_own": "7",
    "text.callback_already": "{best}",
    "text.callback_kept_another": "{best}",
    "text.callback_kept_another_day": "{best}",
    "call.callback_kept": "{best}",
    "call.callback_kept_another": "{best}",
    "call.callback_already": "{best}",
    "call.callback_already_relay": "{best}",
    "text.stop_slip": "MENU",
    "text.stop_erase": "18001",
    "text.why": "WHY, {about}, {dated}",
    "text.why_none": "WHY",
    "text.why_dated": "{date}, {month}, {year}",
}
PACK = shipped()
SEEN = look(PACK, PACK.languages["en"], date(2026, 6, 1))
FIXED = {said.key: said for said in SEEN.said if said.key.startswith(("call.", "text."))}


def lacks(seen: Look, said: Said, words: str) -> bool:
    """Whether the rule misses these words once they are taken out of the sentence."""
    without = re.sub(rf"(?<![\w{{]){re.escape(words)}(?![\w}}])", "", said.written)
    found = fixed.numbers(replace(seen, said=(replace(said, written=without),)))
    return any(words in fault.says for fault in found)


@pytest.mark.parametrize("key", FIXED)
def test_what_people_rely_on_is_missed_where_it_is_gone(key: str) -> None:
    said = FIXED[key]
    told = {met.group() for met in TOLD.finditer(said.written)} - ANYWHERE
    free = {words for words in told if not lacks(SEEN, said, words)}
    assert free == set(filter(None, BY_CHOICE.get(key, "").split(", ")))

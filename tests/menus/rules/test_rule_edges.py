"""Each rule at its edge: what it still lets pass, and the first that is a fault, as staff read it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from menus.loading.folders import SHIPPED
from menus.loading.pack import load
from menus.longest import written
from menus.model import Action, Fault, Menu, Number, Pack
from menus.multilingual.our_texts import WAYS_ON
from menus.rules import choices, fixed, helpline, keyword, menu, sources, spoken, texted, word_lists, wording
from menus.rules import faults as faults_of
from menus.said import Look, Said, look
from menus.signing import unsigned

TODAY = date(2026, 6, 1)
Rule = Callable[[Look], Iterator[Fault]]


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    """The shipped pack, made ready for the rules."""
    return look(pack, pack.languages["en"], TODAY)


def reads(rule: Rule, seen: Look) -> list[str]:
    """The faults that a rule finds, as staff read them; a warning says that it is one."""
    found = tuple(rule(seen))
    assert all(fault.file and fault.says and fault.mend for fault in found)
    return [str(fault) if fault.level == "error" else f"{fault.level}: {fault}" for fault in found]


def saying(seen: Look, words: str, key: str = "text.menu", channel: str = "text", **more: Any) -> Look:
    """A pack that says these words alone."""
    return replace(seen, said=(Said("f", key, words, words, channel, **more),))  # type: ignore[arg-type]


def with_hours(seen: Look, **changes: Any) -> Look:
    return replace(seen, pack=replace(seen.pack, hours=replace(seen.pack.hours, **changes)))


def with_topic(seen: Look, **changes: Any) -> Look:
    """A pack whose one topic is bones, changed."""
    bones = replace(seen.language.topics["bones"], **changes)
    language = replace(seen.language, topics={"bones": bones})
    return replace(seen, language=language, pack=replace(seen.pack, languages={"en": language}))


def with_menus(seen: Look, *menus: Menu) -> Look:
    return replace(seen, pack=replace(seen.pack, menus={menu.name: menu for menu in menus}))


def with_call(seen: Look, **phrases: str) -> Look:
    return replace(seen, language=replace(seen.language, call={**seen.language.call, **phrases}))


@pytest.mark.parametrize(
    ("length", "key", "said"),
    [
        (160, "text.start", []),
        (161, "text.start", ["f: text.start: 161 characters, 1 over: cut"]),
        (306, "text.unknown", []),
        (307, "text.unknown", ["f: text.unknown: 307 characters, 1 over: cut"]),
    ],
)
def test_a_text_fits_its_parts(seen: Look, length: int, key: str, said: list[str]) -> None:
    assert reads(texted.lengths, saying(seen, "a" * length, key)) == said


@pytest.mark.parametrize(
    "key",
    [
        *("stop", "stop_callback", "stop_callback_others", "stop_callback_both"),
        *("start", "start_callback", "ask_one", "ask_two"),
    ],
)
def test_what_opens_or_ends_a_conversation_fits_one_part(seen: Look, key: str) -> None:
    assert reads(texted.lengths, saying(seen, "a" * 161, f"text.{key}"))
    assert f"text.{key}" in {said.key for said in seen.said}


@pytest.mark.parametrize(("length", "faults"), [(260, 0), (261, 1)])
@pytest.mark.parametrize("key", texted.ASKS)
def test_did_you_mean_and_that_a_call_stands_fit_two_parts_together(
    seen: Look, key: str, length: int, faults: int
) -> None:
    end = Said("f", "text.call_stands", "", "b" * 45, "text", whole=False)
    asked = saying(seen, "a" * length, key)
    assert len(reads(texted.lengths_with_call, replace(asked, said=(*asked.said, end)))) == faults


@pytest.mark.parametrize("name", ["main", "steroids"])
def test_a_menu_is_one_text_and_is_told_by_its_name(seen: Look, name: str) -> None:
    assert {said.menu for said in seen.said if said.menu} == seen.pack.menus.keys()
    lists = {said.menu for said in seen.said if said.key == "text.list"}
    assert lists == seen.pack.menus.keys() - {"main"}
    assert reads(menu.listed, saying(seen, "a" * 160, menu=name)) == []
    assert reads(menu.listed, saying(seen, "a" * 161, menu=name)) == [
        f"menu.toml: menu.{name}: 161 characters as a text, 1 over: "
        "shorten the `short` of its choices, or text.menu of en/phrases.toml (R24)"
    ]
    (split,) = reads(menu.listed, saying(seen, "a" * 100 + "\u00ea", menu=name))
    assert "1 over" in split
    assert reads(texted.lengths, saying(seen, "a" * 400, menu=name)) == []


def test_the_mark_of_a_draft_counts_and_a_piece_of_a_text_does_not(seen: Look) -> None:
    topic = saying(seen, "a" * 300, "text", topic="bones", before="DRAFT: ")
    assert reads(texted.lengths, topic) == [
        "f: text: 307 characters, 1 over: cut, or move a sentence to `more`"
    ]
    assert reads(texted.lengths, saying(seen, "a" * 999, whole=False)) == []
    assert reads(texted.lengths, saying(seen, "a" * 999, channel="call")) == []


def test_a_text_that_tears_a_sign_at_the_end_of_a_part_is_three_parts(seen: Look) -> None:
    torn = "a" * 152 + "{" + "a" * 152
    assert reads(texted.lengths, saying(seen, torn, "text.unknown")) == [
        "f: text.unknown: 3 parts, 1 over: cut a little, or take { } [ ] and the like out"
    ]


def test_a_sign_that_no_plain_text_holds_is_named_with_its_place(seen: Look) -> None:
    assert reads(texted.characters, saying(seen, "it’s")) == [
        "f: text.menu: character 3, '’', is right single quotation mark, which a plain text cannot hold: "
        "type a plain one in its place (R24)"
    ]
    assert reads(texted.characters, saying(seen, "it’s", channel="call")) == []


def test_each_kind_of_sign_that_no_plain_text_holds_is_named_once(seen: Look) -> None:
    told = reads(texted.characters, saying(seen, "tŷ Ŵ tŷ " * 100))
    assert [one.split(",")[0] for one in told] == ["f: text.menu: character 2", "f: text.menu: character 4"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Muscle Lines", []),
        (
            "Muscle Linen!",
            ["menu.toml: service: 13 characters, 1 over: choose a shorter name (R25)"],
        ),
        (" ", ["menu.toml: service: is empty: write the line's name (R25)"]),
        *(
            (
                f"My {word}",
                [
                    f'menu.toml: service: holds "{word}": choose a name that names no condition, and no word '
                    "that a carrier acts on (R25)"
                ],
            )
            for word in ("help", "info", "stop")
        ),
    ],
)
def test_a_services_name_is_short_and_plain(seen: Look, name: str, said: list[str]) -> None:
    assert reads(texted.service_name, replace(seen, pack=replace(seen.pack, service=name))) == said


def test_a_place_in_the_services_name_may_have_sounds_and_a_condition_may_not(seen: Look) -> None:
    language = replace(
        seen.language, pronunciation={**seen.language.pronunciation, "tamar": "x", "steroids": "x"}
    )
    for name, condition in (("Tamar Line", False), ("Steroids", True)):
        told = reads(
            texted.service_name, replace(seen, pack=replace(seen.pack, service=name), language=language)
        )
        assert ('holds "steroids"' in str(told)) is condition and bool(told) is condition


def test_a_choices_number_is_no_dose_and_what_the_name_says_is_told_of_its_file(seen: Look) -> None:
    asks = Said("f", "text.ask_two", "1 {topic} or 2 {other}?", "1 bones or 2 injections?", "text")
    lists = Said("f", "text.list", "Reply {options}.", "Reply 1 bones, 2 injections.", "text")
    named = Said("bones.toml", "short", "2 units", "2 units", "text", "bones")
    written = Said(
        "f", "text.menu", "Have 2 injections. Reply {options}.", "Have 2 injections. Reply 1 a.", "text"
    )
    found = list(wording.doses(replace(seen, said=(asks, lists, named, written))))
    assert [(one.key, one.says) for one in found] == [
        ("short", 'says "2 units"'),
        ("text.menu", 'says "2 injections"'),
    ]


def test_too_long_a_name_is_measured_by_as_many_of_its_words_as_fit(seen: Look) -> None:
    for name, measured in {
        "Twelve Words": "Twelve Words",
        "Twelve Words More": "Twelve Words",
        "Four Small Plain Words": "Four Small",
        "A Line Of Six Words Now": "A Line Of",
        "Interminableness": "The line",
    }.items():
        assert faults_of._measured(replace(seen.pack, service=name)).service == measured


def test_a_text_begins_with_the_services_name(seen: Look) -> None:
    assert reads(texted.opens_with_name, saying(seen, "Muscle Line: yes.")) == []
    assert reads(texted.opens_with_name, saying(seen, "")) == []
    assert reads(texted.opens_with_name, saying(seen, "Yes.", whole=False)) == []
    assert reads(texted.opens_with_name, saying(seen, "Yes.")) == [
        "f: text.menu: does not begin with the service's name: begin it with {service} (R25)"
    ]


@pytest.mark.parametrize(
    ("words", "count", "said"),
    [
        (spoken.MOST_WORDS, 75, []),
        (76, 76, ["f: spoken[1]: 76 words, 1 over: cut, or begin another chunk (R8)"]),
    ],
)
def test_a_chunk_has_so_many_words(seen: Look, words: int, count: int, said: list[str]) -> None:
    assert words == count
    assert reads(spoken.chunks, saying(seen, "word " * words, "spoken[1]", "call")) == said


def test_a_topic_has_so_many_chunks(seen: Look) -> None:
    assert reads(spoken.chunks, with_topic(seen, spoken=("A.",) * 4)) == []
    assert reads(spoken.chunks, with_topic(seen, spoken=("A.",) * 6)) == [
        "en/topics/bones.toml: spoken: 6 chunks, 2 over: cut, or put two together (R8)"
    ]


@pytest.mark.parametrize(
    ("key", "bound"),
    [
        ("title", True),
        ("menus.main.title", True),
        ("call.again_title", True),
        ("call.slow_on", True),
        ("call.slow_off", True),
        ("call.again", False),
        ("option", False),
    ],
)
def test_a_title_has_three_words(seen: Look, key: str, bound: bool) -> None:
    assert reads(spoken.titles, saying(seen, "One two three.", key, "call")) == []
    four = [f"f: {key}: 4 words, 1 over: shorten it: it only confirms the key (R12)"] if bound else []
    assert reads(spoken.titles, saying(seen, "One two three four.", key, "call")) == four


@pytest.mark.parametrize(("rate", "fits"), [(84, False), (85, True), (100, True), (101, False)])
def test_a_voice_is_neither_slow_nor_hasty(seen: Look, rate: int, fits: bool) -> None:
    changed = replace(seen, language=replace(seen.language, rate=rate))
    said = [
        f"en/phrases.toml: rate: {rate} is not between 85 and 100 percent: "
        "write 90; a slower voice tires more than it helps (R15)"
    ]
    assert reads(spoken.voice, changed) == ([] if fits else said)


def test_a_voice_has_a_name(seen: Look) -> None:
    assert reads(spoken.voice, replace(seen, language=replace(seen.language, voice=" "))) == [
        'en/phrases.toml: voice: is empty: name one, like "Polly.Amy-Neural" (R15)'
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Press 9 9 9 at 9 in the morning.", []),
        (
            "Ring 999.",
            [
                'f: call.x: 999 is run together: write a number to ring digit by digit, "9 9 9"; an amount, '
                'a level or another figure in words ("three hundred and sixty") (R18)'
            ],
        ),
        (
            "Since 2025 it is so.",
            [
                'f: call.x: 2025 is run together: write a number to ring digit by digit, "2 0 2 5"; a year '
                'as "20 25"; an amount, a level or another figure in words ("three hundred and sixty") (R18)'
            ],
        ),
        ("Since 20 25 it costs two hundred and fourteen pounds 50, or 9 pounds 90.", []),
        ("Ring 1 oh 1.", ['f: call.x: says "oh" beside a digit: write "zero" (R18)']),
        ("Ring O 8 8.", ['f: call.x: says "oh" beside a digit: write "zero" (R18)']),
        ("At 9.30 today.", ['f: call.x: "9.30" is no spoken time: write "9 in the morning" (R18)']),
        ("At 9 am.", ['f: call.x: "9 am" is no spoken time: write "9 in the morning" (R18)']),
        (
            "Ring 0 1 2 3 4.",
            ["f: call.x: says the number once: say 0 1 2 3 4 a second time (R18)"],
        ),
        ("Ring {number}.", ["f: call.x: says the number once: say {number} a second time (R18)"]),
        ("Ring {line}, {line}.", []),
        ("Ring {line}.", ["f: call.x: says the number once: say {line} a second time (R18)"]),
        ("Ring {refuge}.", ["f: call.x: says the number once: say {refuge} a second time (R18)"]),
    ],
)
def test_numbers_are_said_as_people_say_them(seen: Look, words: str, said: list[str]) -> None:
    assert reads(spoken.numbers, saying(seen, words, "call.x", "call")) == said
    assert reads(spoken.numbers, saying(seen, words)) == []


def test_words_hold_no_sign_that_a_voice_spells_out(seen: Look) -> None:
    assert reads(spoken.markup, saying(seen, "One & two_", "call.x", "call")) == [
        "f: call.x: holds & _: write it in words (R16)"
    ]
    assert reads(spoken.markup, saying(seen, "One & two_")) == []


def test_a_sentence_has_twenty_words(seen: Look) -> None:
    assert reads(wording.long_sentences, saying(seen, "word " * 19 + "end.")) == []
    assert reads(wording.long_sentences, saying(seen, "word " * 20 + "end.")) == [
        'f: text.menu: "word word word word word word word word …" has 21 words, 1 over: '
        "make two sentences of it (R19)"
    ]
    assert reads(wording.long_sentences, saying(seen, "word " * 30, whole=False)) == []


@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        ("", {}, ["f: call.x: is empty: write it"]),
        (" a", {}, ["f: call.x: begins or ends with a space: take the space out"]),
        (" a", {"whole": False}, []),
        ("a  b", {}, ["f: call.x: holds two spaces or a line break: write one space"]),
        ("a\nb", {}, ["f: call.x: holds two spaces or a line break: write one space"]),
        ("a\tb", {}, ["f: call.x: holds two spaces or a line break: write one space"]),
        ("a b", {}, []),
    ],
)
def test_words_are_set_with_single_spaces(
    seen: Look, words: str, more: dict[str, bool], said: list[str]
) -> None:
    assert reads(wording.spaces, saying(seen, words, "call.x", "call", **more)) == said


def test_a_safety_sentence_and_more_may_be_empty(seen: Look) -> None:
    for key in ("safety", "more"):
        assert reads(wording.spaces, saying(seen, "", key)) == []


@pytest.mark.parametrize("sign", ["{", "}"])
def test_no_bracket_is_left(seen: Look, sign: str) -> None:
    assert reads(wording.blanks, saying(seen, f"a {sign} b")) == [
        "f: text.menu: holds a blank that nobody fills: mend its name (R50)"
    ]


def test_a_misspelt_phrase_is_named(seen: Look) -> None:
    assert reads(wording.names, with_call(seen, text_part_7="", because_ill="")) == []
    assert reads(wording.names, with_call(seen, greting="")) == [
        f"en/phrases.toml: call.greting: is said nowhere: {wording.NOT_SAID}"
    ]


@pytest.mark.parametrize(
    ("word", "also", "said"),
    [
        ("A" * 14, ("one", "two", "three"), []),
        ("A" * 15, ("one", "two", "three"), ["keyword: 15 letters, 1 over: shorten it (R26)"]),
        (
            "BONES",
            ("one", "two"),
            ["also: 2 synonyms, 1 too few: add other words that people use for it (R26)"],
        ),
        (
            "BONES",
            ("one", "two", "bones"),
            ["also: 2 synonyms, 1 too few: add other words that people use for it (R26)"],
        ),
        (
            "Bones",
            ("one", "two", "three"),
            ['keyword: "Bones" is not one word of capital letters: write it like BONES (R26)'],
        ),
    ],
)
def test_a_keyword_is_short_and_has_synonyms(
    seen: Look, word: str, also: tuple[str, ...], said: list[str]
) -> None:
    found = reads(keyword.keywords, with_topic(seen, keyword=word, also=also))
    assert found == [f"en/topics/bones.toml: {line}" for line in said]


@pytest.mark.parametrize(("letters", "tells"), [(12, False), (13, True)])
def test_a_long_keyword_is_told_nowhere_but_where_somebody_wrote_about_it(
    seen: Look, letters: int, tells: bool
) -> None:
    word = "B" * letters
    bones = with_topic(seen, keyword=word)
    told = saying(bones, f"For bones text {word}.", "text.unknown")
    fault = f"f: text.unknown: tells to text {word}: 13 letters: name a shorter synonym of it (R26)"
    assert reads(keyword.offered_keyword, told) == ([fault] if tells else [])
    for key in (f"text.{name}" for name in (*WAYS_ON, "ask_one", "ask_two", "why")):
        assert reads(keyword.offered_keyword, saying(bones, f"Text {word}.", key)) == []
    assert reads(keyword.offered_keyword, saying(bones, f"Text {word}.", "text", topic="bones")) == []
    assert reads(keyword.offered_keyword, saying(bones, f"Text {word}.", channel="call")) == []
    assert reads(keyword.offered_keyword, saying(bones, f"Text {word}S.")) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, ["hours.toml: confirmed_on: is a day to come: write the day of the call (R34)"]),
        (0, []),
        (90, []),
        (
            91,
            [
                "warning: hours.toml: confirmed_on: hours and number were confirmed 91 days ago: "
                "ring the helpline again, and write the day (R34)"
            ],
        ),
    ],
)
def test_hours_are_confirmed_anew_after_ninety_days(seen: Look, days: int, said: list[str]) -> None:
    hours = with_hours(seen, confirmed_by="Ann", confirmed_on=TODAY - timedelta(days))
    assert reads(helpline.confirmation, hours) == said


def test_hours_that_nobody_confirmed_are_said_to_be_so(seen: Look) -> None:
    assert reads(helpline.confirmation, with_hours(seen, confirmed_by=" ")) == [
        "warning: hours.toml: confirmed_by: no one has confirmed hours and number: "
        "ring the helpline, and write your name (R34)"
    ]
    assert reads(helpline.confirmation, with_hours(seen, confirmed_by="Ann", confirmed_on=None)) == [
        "hours.toml: confirmed_on: is missing beside confirmed_by: write the day of the call (R34)"
    ]


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (91, ""),
        (90, "the checked bank holidays end in 90 days"),
        (0, "the checked bank holidays end in 0 days"),
        (-1, "the checked bank holidays have ended"),
    ],
)
def test_bank_holidays_are_looked_up_in_time(seen: Look, days: int, says: str) -> None:
    mend = "look at gov.uk's list, add what is new to `holidays`, and write a later day (R34)"
    found = reads(helpline.holidays, with_hours(seen, holidays_until=TODAY + timedelta(days)))
    assert found == ([f"warning: hours.toml: holidays_until: {says}: {mend}"] if says else [])


def week(**days: list[tuple[str, str]]) -> tuple[tuple[tuple[time, time], ...], ...]:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(
        tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in days.get(name, []))
        for name in names
    )


TWICE = "hours.toml: weekly.{}: a span begins before the one before it ends: make them one span"


@pytest.mark.parametrize(
    ("weekly", "said"),
    [
        (week(mon=[("09:00", "12:00"), ("12:00", "17:30")]), []),
        (week(mon=[("09:00", "12:01"), ("12:00", "17:30")]), [TWICE.format("monday")]),
        (week(mon=[("09:00", "00:00")], tue=[("00:00", "09:00")]), []),
        (week(mon=[("22:15", "06:00")]), []),
        (
            week(tue=[("22:00", "06:00")], wed=[("05:59", "07:00")]),
            [TWICE.format("tuesday")],
        ),
        (
            week(sun=[("22:00", "06:00")], mon=[("06:00", "07:00")]),
            [],
        ),
        (
            week(sun=[("22:00", "06:00")], mon=[("05:59", "07:00")]),
            [TWICE.format("sunday")],
        ),
        (week(), ["hours.toml: weekly: has no hours, so the helpline never opens: write when people answer"]),
    ],
)
def test_a_week_has_spans_that_do_not_overlap(
    seen: Look, weekly: tuple[tuple[tuple[time, time], ...], ...], said: list[str]
) -> None:
    assert reads(helpline.week, with_hours(seen, weekly=weekly)) == said


NIGHTS = {day: [("22:00", "06:00")] for day in ("tue", "wed", "thu")}


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"weekly": week(mon=[("09:00", "17:00")])}, ""),
        ({"weekly": week(mon=[("09:00", "00:00")])}, ""),
        (
            {"weekly": week(mon=[("17:00", "09:00")])},
            "weekly.monday: 17:00-09:00 ends before it starts: turn",
        ),
        (
            {"weekly": week(**NIGHTS)},
            "weekly.tuesday: 22:00-06:00 ends before it starts, and so do 2 more: turn",
        ),
        ({"weekly": week(**NIGHTS), "past_midnight": True}, ""),
        (
            {"on_bank_holidays": ((time(14), time(10)),)},
            "bank_holidays: 14:00-10:00 ends before it starts: turn",
        ),
        ({"on_bank_holidays": None}, ""),
    ],
)
def test_hours_that_are_turned_round_are_one_error(seen: Look, hours: dict[str, Any], said: str) -> None:
    found = reads(helpline.turned_round, with_hours(seen, **hours))
    assert len(found) == bool(said) and all(said in one for one in found), found


@pytest.mark.parametrize(
    "number",
    ["+449001234567", "+447012345678", "+44118500", "+448712345678", "+448721234567", "+448731234567"],
)
def test_a_dear_number_is_named(seen: Look, number: str) -> None:
    listed = (Number(number, "person"),)
    assert reads(helpline.numbers, with_hours(seen, numbers=listed)) == [
        f"hours.toml: numbers: {number} is a number that costs more: name an ordinary or free one"
    ]


def test_a_number_stands_once(seen: Look) -> None:
    free = Number("+448001234567", "person")
    assert reads(helpline.numbers, with_hours(seen, numbers=(free,))) == []
    assert reads(helpline.numbers, with_hours(seen, numbers=(free, free))) == [
        "hours.toml: numbers: +448001234567 stands twice: name it once"
    ]


@pytest.mark.parametrize(("count", "fits"), [(-1, False), (0, True), (40, True)])
def test_call_backs_a_day_are_none_or_more(seen: Look, count: int, fits: bool) -> None:
    said = "hours.toml: callbacks_a_day: is below nought: write how many people can be rung back in a day"
    assert reads(helpline.callbacks, with_hours(seen, callbacks_a_day=count)) == ([] if fits else [said])


@pytest.mark.parametrize(
    ("left", "says"),
    [
        (91, ""),
        (90, "its review ends in 90 days, within 90"),
        (31, "its review ends in 31 days, within 90"),
        (30, "its review ends in 30 days, within 30"),
        (8, "its review ends in 8 days, within 30"),
        (7, "its review ends in 7 days, within 7"),
        (0, "its review ends in 0 days, within 7"),
        (-1, "its review ended on 2026-05-31, so it is no longer told"),
    ],
)
def test_the_end_of_a_review_is_told_in_time(seen: Look, left: int, says: str) -> None:
    over = {"reviewed_by": "Ann", "review_by": TODAY + timedelta(left)}
    found = [line for line in reads(unsigned.signed, with_topic(seen, **over)) if "en/topics/bones" in line]
    mend = "have a clinician read and sign it: `flask review bones` (R22)"
    assert found == ([f"warning: en/topics/bones.toml: review_by: {says}: {mend}"] if says else [])


def review(seen: Look, start: str, end: str, **more: object) -> list[str]:
    dated = {
        "reviewed_by": "Ann",
        "reviewed_on": date.fromisoformat(start),
        "review_by": date.fromisoformat(end),
    }
    return reads(sources.reviews, with_topic(seen, **dated, **more))


@pytest.mark.parametrize(
    ("start", "end", "medicine", "latest"),
    [
        ("2026-05-26", "2027-05-26", True, ""),
        ("2026-05-26", "2027-05-27", True, "2027-05-26"),
        ("2026-05-26", "2029-05-26", False, ""),
        ("2026-05-26", "2029-05-27", False, "2029-05-26"),
        ("2026-01-31", "2027-01-31", True, ""),
        ("2024-02-29", "2025-03-01", True, "2025-02-28"),
        ("2025-12-15", "2026-12-16", True, "2026-12-15"),
    ],
)
def test_a_review_lasts_a_year_for_medicines_and_three_for_others(
    seen: Look, start: str, end: str, medicine: bool, latest: str
) -> None:
    months = 12 if medicine else 36
    fault = (
        f"en/topics/bones.toml: review_by: {end} is more than {months} months after the review: "
        f"write {latest} at the latest (R22)"
    )
    assert review(seen, start, end, medicine=medicine) == ([fault] if latest else [])


def test_a_review_ends_after_it_began_and_has_begun(seen: Look) -> None:
    before = (
        "en/topics/bones.toml: review_by: is not after reviewed_on: "
        "write the day on which the review ends (R22)"
    )
    assert review(seen, "2026-05-26", "2026-05-26") == [before]
    assert review(seen, "2026-05-26", "2026-05-27") == []
    assert review(seen, "2026-06-01", "2026-06-02") == []
    assert review(seen, "2026-06-02", "2026-06-03") == [
        "en/topics/bones.toml: reviewed_on: is a day to come: write the day of the review (R22)"
    ]


def test_a_topic_without_author_or_days_is_named(seen: Look) -> None:
    assert reads(sources.reviews, with_topic(seen, author=" ")) == [
        "en/topics/bones.toml: author: is empty: name who wrote it (R22)",
    ]
    assert reads(sources.reviews, with_topic(seen, reviewed_by="Ann")) == [
        f"en/topics/bones.toml: {key}: is missing beside reviewed_by: "
        f"add {key} = a date like 2026-05-26 (R22)"
        for key in ("reviewed_on", "review_by")
    ]


def test_a_topic_on_medicines_has_its_safety_sentence(seen: Look) -> None:
    assert reads(sources.medicines, with_topic(seen, safety=" ")) == [
        "en/topics/bones.toml: safety: is empty, and the topic is on medicines: write it (R21)"
    ]
    assert reads(sources.medicines, with_topic(seen, medicine=False)) == [
        "en/topics/bones.toml: medicine: is false beside a safety sentence: write true, or cut the sentence"
    ]
    owed_nothing = replace(with_topic(seen).language, additions=())
    assert reads(sources.medicines, replace(with_topic(seen), language=owed_nothing)) == [
        'en/phrases.toml: additions.A1.topics: "bones" is on medicines, and is not named: add it (R21)'
    ]


def keys(*pressed: str) -> Menu:
    return Menu("main", tuple(Action(key, "topic", "bones") for key in pressed))


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("1234", []),
        (
            "12346",
            [
                "menu.toml: menu.main.actions: 5 choices, 1 over: 4 is the most: move one to another menu, "
                "or leave it without a key: it is reached by its words (R3)"
            ],
        ),
        (
            "1231",
            [
                "menu.toml: menu.main.actions: key 1 stands 2 times, and only the first is alive: "
                "give each choice a key of its own"
            ],
        ),
        *(
            (
                key,
                [
                    f"menu.toml: menu.main.actions: key {key} has a meaning of its own everywhere, "
                    "so it is dead here: use 1, 2, 3, 4, 6 or 7 (R5)"
                ],
            )
            for key in "09*#58"
        ),
    ],
)
def test_a_menu_has_four_choices_on_keys_of_their_own(seen: Look, pressed: str, said: list[str]) -> None:
    assert reads(menu.actions, with_menus(seen, keys(*pressed))) == said


def chain(length: int, first: bool = False) -> list[Menu]:
    """The main menu, and menus each behind the one before it; bones stands in the last."""
    names = ["main", *(f"m{number}" for number in range(1, length))]
    menus = [Menu(name, (Action("1", "menu", after),)) for name, after in pairwise(names)]
    last = Menu(names[-1], (), first="bones") if first else Menu(names[-1], (Action("1", "topic", "bones"),))
    return [*menus, last]


def test_a_topic_is_two_keys_away(seen: Look) -> None:
    bones = with_topic(seen)
    assert reads(menu.reach, with_menus(bones, *chain(2))) == []
    assert reads(menu.reach, with_menus(bones, *chain(3, first=True))) == []
    assert reads(menu.reach, with_menus(bones, *chain(3))) == [
        "en/topics/bones.toml: it takes 3 keys from the greeting, 1 over: "
        "put it into a menu that the main menu names, "
        "or leave it without a key: it is reached by its words (R3)"
    ]


@pytest.mark.parametrize(("speech", "how"), [(False, "as a text"), (True, "by speech or as a text")])
def test_what_no_key_leads_to_is_named(seen: Look, speech: bool, how: str) -> None:
    lost = with_menus(with_topic(seen), Menu("main", ()), Menu("island", (Action("1", "topic", "bones"),)))
    assert reads(menu.reach, lost) == [
        "menu.toml: menu.island: no key leads to it: add an action for it, or take it out"
    ]
    alone = with_menus(with_topic(seen), Menu("main", ()))
    assert reads(menu.reach, replace(alone, pack=replace(alone.pack, speech=speech))) == [
        f"warning: en/topics/bones.toml: no key leads to it: it is reached {how} alone: "
        "leave it so if that is meant; else give it a key, or write it as `first` of a menu of menu.toml",
    ]


def test_supporting_the_charity_stands_last(seen: Look) -> None:
    support = next(name for name, topic in seen.language.topics.items() if topic.keyword == "SUPPORTUS")
    first, last = Action("1", "topic", support), Action("2", "topic", "bones")
    assert reads(menu.support_last, with_menus(seen, Menu("other", (last, first)))) == []
    assert reads(menu.support_last, with_menus(seen, Menu("other", (first, last)))) == [
        "menu.toml: menu.other.actions: SUPPORTUS is not the last choice: move it to the end (R33)"
    ]


@pytest.mark.parametrize(
    "key", ["call.x", "menus.main.title", "text.menu", "text.list", "option", "short", "title"]
)
@pytest.mark.parametrize("address", ["https://a.b", "WWW.A", "a@b", "Charity.ORG", "charity.co.uk", "a.info"])
def test_no_address_stands_in_or_before_a_menu(seen: Look, key: str, address: str) -> None:
    assert reads(menu.promotion, saying(seen, f"See {address}", key)) == [
        f"f: {key}: holds a web address: take it out (R2)"
    ]
    assert reads(menu.promotion, saying(seen, f"See {address}", "text")) == []


def test_nothing_is_promoted_in_or_before_a_menu(seen: Look) -> None:
    (word, *_) = seen.language.checks["promotion"]
    assert reads(menu.promotion, saying(seen, f"So {word} now", "call.x")) == [
        f'f: call.x: promotes: "{word}": say only what is needed (R2)'
    ]


HELD = [(key, words) for key, held in fixed.HOLDS.items() for words in held]


@pytest.mark.parametrize(("key", "words"), HELD)
def test_a_phrase_that_lacks_what_people_rely_on_is_named(seen: Look, key: str, words: str) -> None:
    (said,) = {said.written: said for said in seen.said if said.key == key}.values()
    assert words and words in said.written
    without = replace(said, written=said.written.replace(words, ""))
    level = "warning: " if fixed.NEWER.get(key) == words != fixed.COMES else ""
    lacks = [told for told in reads(fixed.numbers, replace(seen, said=(without,))) if "lacks" in told]
    assert len(lacks) == 1 and f'"{words}"' in lacks[0] and lacks[0].startswith(f"{level}{said.file}: {key}")


@pytest.mark.parametrize("channel", ["call", "text"])
def test_each_alarm_names_its_own_help_first(seen: Look, channel: str) -> None:
    for kind, first, third in (("body", 0, 2), ("despair", 0, 2)):
        key = f"{channel}.urgent_{kind}"
        held = fixed.HOLDS[key]
        (said,) = {said.written: said for said in seen.said if said.key == key}.values()
        turned = replace(said, written=" ".join(reversed(held)))
        for order in ((3, 1, 0, 2), (0, 2, 1, 3)):  # the others may stand anywhere
            other = replace(said, written=" ".join((*(held[at] for at in order), *held[4:])))
            assert reads(fixed.numbers, replace(seen, said=(other,))) == []
        assert reads(fixed.numbers, replace(seen, said=(said,))) == []
        assert held[first] != held[third]
        assert reads(fixed.numbers, replace(seen, said=(turned,))) == [
            f'{said.file}: {key}: does not name "{held[0]}" first: change the order (R30)'
        ]


@pytest.mark.parametrize("key", fixed.LAST)
def test_a_way_on_stands_behind_all_numbers(seen: Look, key: str) -> None:
    (said,) = {said.written: said for said in seen.said if said.key == key}.values()
    blank = next(held for held in fixed.HOLDS[key] if held.startswith("{topic"))
    early = replace(said, written=f"Text {blank} now. {said.written}")
    assert reads(fixed.numbers, replace(seen, said=(said,))) == []
    assert reads(fixed.numbers, replace(seen, said=(early,))) == [
        f'{said.file}: {key}: names "{blank}" before a number to ring: put it behind the numbers (R48)'
    ]


def test_a_topic_may_say_its_safety_line_after_its_first_sentence_and_not_before(seen: Look) -> None:
    owed = next(one for one in seen.language.additions if one.id == "A1")
    bones, fact, safety = seen.language.topics["bones"], "Bones thin.", f"Please {owed.signs[0]} it."

    def faults(*sentences: str) -> list[str]:
        topic = replace(bones, spoken=(" ".join(sentences), *bones.spoken[1:]))
        language = replace(seen.language, topics={**seen.language.topics, "bones": topic})
        return [one for one in reads(spoken.first_fact, replace(seen, language=language)) if "begins" in one]

    assert faults(fact, safety) == []
    assert faults(safety, fact) == [
        "en/topics/bones.toml: spoken[1]: begins with A1, before any fact of the topic: "
        "say a short fact first (R21)"
    ]


def test_each_further_language_gives_the_first_option_three_seconds_more(seen: Look) -> None:
    greeting = next(said for said in seen.said if said.key == "call.greeting")
    long = replace(greeting, full=f"{greeting.full} {'word ' * 10}")
    pack = replace(seen.pack, languages={"en": seen.language, "cy": seen.language})
    said = tuple(long if one is greeting else one for one in seen.said)
    (alone,) = reads(menu.first_option, replace(seen, said=said))
    over = float(alone.split(" over")[0].rsplit(" ", 1)[1])
    found = reads(menu.first_option, replace(seen, said=said, pack=pack))
    assert (found == []) is (over <= 3)
    longer = replace(greeting, full=f"{greeting.full} {'word ' * 30}")
    said = tuple(longer if one is greeting else one for one in seen.said)
    overs = [
        float(reads(menu.first_option, replace(seen, said=said, pack=one))[0].split(" over")[0].split()[-1])
        for one in (seen.pack, pack)
    ]
    assert overs[0] - overs[1] == pytest.approx(3, abs=0.11)


@pytest.mark.parametrize("first", sorted(load(SHIPPED).phrase_names.choices))
def test_a_question_and_its_choices_last_22_seconds(seen: Look, first: str) -> None:
    assert f"call.{first}" in {said.key for said in seen.said}
    assert reads(choices.choices, seen) == []
    long = tuple(
        replace(said, full="word " * 60) if said.key == f"call.{first}" else said for said in seen.said
    )
    (fault,) = reads(choices.choices, replace(seen, said=long))
    assert fault.startswith(f"en/phrases.toml: call.{first}: lasts ")
    assert fault.endswith("over: shorten it, or its choices (R8)")


@pytest.mark.parametrize(
    ("key", "words", "says"),
    [
        ("call.again", "Hear it again", ""),
        (
            "call.again",
            "Hear it again.",
            "ends with a mark, and its key comes after it: take the mark out (R4)",
        ),
        (
            "call.again",
            "Hear it again,",
            "ends with a mark, and its key comes after it: take the mark out (R4)",
        ),
        ("option", "For bones?", "ends with a mark, and its key comes after it: take the mark out (R4)"),
        ("call.end", "That is all.", ""),
        ("call.end", "Is that all?", ""),
        ("call.end", "That is all!", ""),
        ("call.end", "That is all", "does not end like a sentence: put a full stop (R19)"),
        ("keys.1", "press 1", ""),
        ("safety", " ", ""),
    ],
)
def test_a_sentence_ends_with_a_mark_and_a_choice_does_not(
    seen: Look, key: str, words: str, says: str
) -> None:
    found = reads(choices.endings, saying(seen, words, key, "call"))
    assert found == ([f"f: {key}: {says}"] if says else [])


def test_a_list_of_words_to_look_for_is_never_empty(seen: Look) -> None:
    bare = replace(seen.language, banned=(), checks={**seen.language.checks, "doses": ()})
    mend = "is empty, so that its rule finds nothing: list the words of this language"
    assert reads(word_lists.lists, replace(seen, language=bare)) == [
        f"en/phrases.toml: banned: {mend}",
        f"en/checks.toml: doses: {mend}",
    ]


@pytest.mark.parametrize(
    ("rule", "listed", "mend"),
    [
        (
            wording.doses,
            "doses",
            "leave it to the person's own doctor; if no medicine is meant, write the words around it into "
            "`no_doses` of en/checks.toml (R20)",
        ),
        (
            wording.fundraising,
            "fundraising",
            "leave it to SUPPORTUS; who answers the helpline is `named.answerer` (R33)",
        ),
        (wording.private, "private", "say it of people in general (R25)"),
    ],
)
def test_what_is_never_said_is_found(seen: Look, rule: Rule, listed: str, mend: str) -> None:
    checks = replace(seen.language, checks={**seen.language.checks, listed: ("purple rain",)})
    found = reads(rule, saying(replace(seen, language=checks), "See purple rain here"))
    assert found == [f'f: text.menu: says "purple rain": {mend}']


def test_a_banned_word_is_named_where_a_form_of_it_is_said(seen: Look) -> None:
    found = reads(wording.banned, saying(seen, "Your shoulder shouldn't hurt, and you should rest"))
    mend = "say it in a kinder or plainer way: `banned` of phrases.toml has the word (R19)"
    assert found == [
        f'f: text.menu: says "shouldn\'t", by the word "should" of its list: {mend}',
        f'f: text.menu: says "should": {mend}',
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Keep alcohol under 14 units a week.", []),
        ("Have dairy three times a day.", []),
        ("Plan one main thing each day.", []),
        ("Go for a walk. Twice a day is usual.", ["twice a day"]),
        ("Go for a walk after the tablet, once a day.", ["once a day"]),
        ("Alcohol is fine, and 10 mg twice a day.", ["10 mg", "twice a day"]),
        ("Inject 14 units, and no alcohol.", ["14 units"]),
        ("It may be 14 units.", ["14 units"]),
        ("Have no alcohol, twice a day.", ["twice a day"]),
    ],
)
def test_what_is_drunk_and_done_each_day_is_no_dose_and_a_dose_is_one(
    seen: Look, words: str, found: list[str]
) -> None:
    medicine = next(name for name, topic in seen.language.topics.items() if topic.medicine)
    told = (replace(said, topic=medicine) for said in saying(seen, words).said)
    faults = reads(wording.doses, replace(seen, said=tuple(told)))
    assert [fault.split('"')[1] for fault in faults] == found


def test_only_the_topic_that_is_there_for_it_asks_for_support(seen: Look) -> None:
    support = next(name for name, topic in seen.language.topics.items() if topic.keyword == "SUPPORTUS")
    (word, *_) = seen.language.checks["fundraising"]
    assert reads(wording.fundraising, saying(seen, f"so {word}", topic=support)) == []
    assert reads(wording.private, saying(seen, "your condition", channel="call")) == []


@pytest.mark.parametrize(
    ("key", "lacks", "before"),
    [
        ("text.callback_kept", "{comes}", "from {line}"),
        ("text.callback_already", "{comes}", "from {line}"),
        ("text.callback_waits", "{comes}", "from {line}"),
        ("text.callback_ringing", "{comes}", "from {line}"),
        ("text.callback_rung_once", "{comes}", "from {line}"),
        ("text.callback_time", " 5 ", " then "),
        ("text.stop_callback", "NOCALL", "us"),
        ("text.urgent_at_once", "{topic}", "us"),
        ("text.worried", "{topics}", "us"),
    ],
)
def test_what_a_pack_of_the_version_before_says_without_is_told_and_is_no_error(
    seen: Look, key: str, lacks: str, before: str
) -> None:
    (said,) = (one for one in seen.said if one.key == key)
    assert lacks in said.written
    older = replace(said, written=said.written.replace(lacks, before))
    assert [fault.level for fault in fixed.numbers(replace(seen, said=(older,)))] == ["warning"]


def test_a_call_back_that_says_nothing_of_where_it_comes_from_is_an_error(seen: Look) -> None:
    (said,) = (one for one in seen.said if one.key == "text.callback_kept")
    silent = replace(said, written=said.written.replace("{comes}", "soon"))
    assert [fault.level for fault in fixed.numbers(replace(seen, said=(silent,)))] == ["error"]


def test_a_pack_of_the_version_before_that_names_no_review_anew_is_measured(seen: Look) -> None:
    checked = {name: said for name, said in seen.language.checked.items() if name != "again"}
    assert len(checked) < len(seen.language.checked)
    older = written(seen.pack, replace(seen.language, checked=checked))
    assert older["signed"] == written(seen.pack, seen.language)["signed"]

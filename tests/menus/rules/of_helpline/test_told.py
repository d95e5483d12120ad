"""Each sentence on what the helpline costs and on recording, at its place and with its mend (R36, R46)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from menus.model import Fault, Number, Pack
from menus.rules.of_helpline import told_cost, told_recording
from menus.said import Look, Said, look

FREE, LEEDS, MOBILE, DEAR = "+448081570123", "+441134960123", "+447700900123", "+449001234567"
MENDED = "take it out, or mend it (R46)"


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    return look(pack, pack.languages["en"], date(2026, 6, 1))


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look) -> list[str]:
    return [str(fault) if fault.level == "error" else f"{fault.level}: {fault}" for fault in rule(seen)]


def with_hours(seen: Look, number: str = FREE, **changes: Any) -> Look:
    other = LEEDS if number == FREE else FREE  # what a call costs is told of the first
    own = {"numbers": (Number(number, "person"), Number(other, "person")), "cost": "", **changes}
    hours = replace(seen.pack.hours, **own)
    return replace(seen, pack=replace(seen.pack, hours=hours))


@pytest.mark.parametrize(
    ("number", "cost", "says"),
    [
        (FREE, "", ""),
        (FREE, "landline", f'says "landline", but {FREE} is free: {MENDED}'),
        (FREE, "5p", f'says "5p", but {FREE} is free: {MENDED}'),
        (LEEDS, "free", f'says "free", but {LEEDS} is not free: 0800 and 0808 are: {MENDED}'),
        (MOBILE, "free", f'says "free", but {MOBILE} is not free: 0800 and 0808 are: {MENDED}'),
        (LEEDS, "landline", ""),
        (
            MOBILE,
            "landline",
            f'says "landline", but {MOBILE} is no landline number: '
            "name what it costs in a few words, or take it out (R46)",
        ),
        (
            MOBILE,
            "",
            f"does not say what a call to {MOBILE} costs, which its number does not tell: "
            "write it in a few words: it is said wherever the cost is",
        ),
        (DEAR, "", ""),  # that it is dear is told by itself
        (MOBILE, "x" * 22, ""),
        (MOBILE, "x" * 24, "24 characters, 2 over: shorten it (R24)"),
        (MOBILE, "freezing", ""),
        (MOBILE, "it is Freephone", 'says "free" in other words: write "free" alone, or the price (R46)'),
        *(
            (MOBILE, words, "holds a sign that a plain text cannot hold: type plain letters (R24)")
            for words in ("5p ŷ", "5p {", "5p }", "free {")
        ),
    ],
)
def test_what_hours_toml_says_of_the_cost_agrees_with_the_number(
    seen: Look, number: str, cost: str, says: str
) -> None:
    level = "warning: " if says.startswith("does not say") else ""
    expected = [f"{level}hours.toml: cost: {says}"] if says else []
    assert told(told_cost.cost, with_hours(seen, number, cost=cost)) == expected


MEND = "add it: {ringing} where it is spoken, {directly} in a text (R46)"
UNSURE = f"may not say what the helpline costs: {MEND}"
NOT_FREE = f"does not say that the helpline is free: {MEND}"
NO_COST = "does not say what this line costs: add it (R46)"


@pytest.mark.parametrize(
    ("number", "words", "says"),
    [
        (FREE, "Texts are charged. The helpline is free.", []),
        (FREE, "The helpline is free.", [NO_COST]),
        (FREE, "Texts are charged.", [NOT_FREE]),
        (FREE, "Ring us.", [NO_COST, NOT_FREE]),
        (LEEDS, "Texts are charged. The helpline is free.", [UNSURE]),
        (LEEDS, "Texts are charged.", [UNSURE]),
        *(
            (number, f"Texts are charged. {blank}", [])
            for number in (FREE, LEEDS)
            for blank in ("{direct}", "{directly}", "{ringing}")
        ),
        (LEEDS, "Ring us. {ringing}", [NO_COST]),
    ],
)
def test_what_the_line_and_the_helpline_cost_is_told_wherever_both_are_named(
    seen: Look, number: str, words: str, says: list[str]
) -> None:
    of = seen.language
    both: dict[str, Any] = {"spoken": ("", words), "text": "", "more": words}
    topics = {name: replace(of.topics[name], **both) for name in ("helpline", "about", "howto")}
    bones = replace(of.topics["bones"], **both)
    language = replace(of, topics={"bones": bones, **topics}, text={**of.text, "help": words})
    at = [f"en/topics/{name}.toml: {key}" for name in topics for key in ("spoken", "text")]
    assert told(told_cost.costs, replace(with_hours(seen, number), language=language)) == [
        f"{'warning: ' if one == UNSURE else ''}{place}: {one}"
        for place in (*at, "en/phrases.toml: text.help")
        for one in says
    ]


def test_a_pack_without_one_of_the_topics_about_the_line_is_held_to_the_others(seen: Look) -> None:
    of = seen.language
    silent = replace(of, topics={}, text={**of.text, "help": "Ring us."})
    assert len(told(told_cost.costs, replace(with_hours(seen), language=silent))) == 2


def test_a_sentence_that_calls_a_dear_helpline_free_is_quoted(seen: Look) -> None:
    words = f"Hello. The helpline is free of charge, {'and so it is, ' * 4}I say. Ring us free."
    said = replace(with_hours(seen, LEEDS), said=(Said("f", "text.x", words, "", "text"),))
    (fault,) = told_cost.not_free(said)
    piece = words.split(". ")[1] + "."
    assert str(fault) == (
        f'f: text.x: says "free" of {LEEDS}, which is not: "{piece[:60]}": '
        "take it out, or write a blank: {ringing} spoken, {directly} or {direct} in a text (R46)"
    )
    assert fault.about == piece and len(piece) > 60


@pytest.mark.parametrize(
    ("words", "first", "calls"),
    [
        ("The helpline is free.", LEEDS, True),
        ("The helpline is Freephone.", LEEDS, True),
        ("The helpline is free.", FREE, False),
        ("The helpline is freeing.", LEEDS, False),
        ("It is free.", LEEDS, False),  # of the helpline?
        ("Ring 116 123, which is free, or the helpline.", LEEDS, False),
        ("Ring the helpline, or free on {refuge}.", LEEDS, False),
        ("Press 1 for the helpline, it is free.", LEEDS, True),
        ("Ring the helpline{free}.", LEEDS, False),
    ],
)
def test_only_the_first_number_of_a_helpline_makes_it_free(
    seen: Look, words: str, first: str, calls: bool
) -> None:
    said = (Said("f", "text.x", words, "", "text"),)
    made = replace(with_hours(seen, first), said=said)
    expected = [f'says "free" of {first}, which is not: "{words}"'] if calls else []
    assert [fault.says for fault in told_cost.not_free(made)] == expected
    # a further language without a file of the base has its own word for it
    without = replace(made, pack=replace(made.pack, files={}))
    assert [fault.says for fault in told_cost.not_free(without)] == expected
    # a pack's own word for it is no other than the base's
    own = replace(seen.language, checks={**seen.language.checks, "free": ("gratis",)})
    assert [fault.says for fault in told_cost.not_free(replace(made, language=own))] == expected


@pytest.mark.parametrize(
    ("recorded", "name", "words", "lacks"),
    [
        (True, "transfer", "Going on.", True),
        (True, "fallback_transfer", "Going on.", True),
        (True, "transfer", "It is Recorded.", False),
        (True, "transfer", "Going on. {thisrecorded}", False),
        (True, "closed", "Going on.", False),
        (False, "transfer", "Going on.", False),
        # a message is recorded by the line itself
        (False, "consent", "Speak now.", True),
        (True, "consent", "Speak now.", True),
    ],
)
def test_a_call_that_is_recorded_says_so_beforehand(
    seen: Look, recorded: bool, name: str, words: str, lacks: bool
) -> None:
    call = {**seen.language.call, "consent": "It is recorded.", name: words}
    made = replace(with_hours(seen, recorded=recorded), language=replace(seen.language, call=call))
    says = 'does not say that the call is recorded (R36): use one of "recorded"'
    assert told(told_recording.announced, made) == (
        [f"en/phrases.toml: call.{name}: {says}"] if lacks else []
    )


@pytest.mark.parametrize(
    ("recorded", "key", "words", "told_of"),
    [
        (False, "text.x", "Calls are Recorded.", True),
        (True, "text.x", "Calls are recorded.", False),
        (False, "text.x", "Calls are kept.", False),
        (False, "call.consent", "It is recorded.", False),
        (False, "call.message_kept", "It is recorded.", False),
    ],
)
def test_a_call_that_is_not_recorded_is_nowhere_said_to_be(
    seen: Look, recorded: bool, key: str, words: str, told_of: bool
) -> None:
    said = (Said("f", key, "", words, "text"),)
    says = 'says that a call is "recorded", and hours.toml says `recorded = false`'
    mend = "write {putrecorded} instead, or take it out (R36)"
    made = replace(with_hours(seen, recorded=recorded), said=said)
    assert told(told_recording.not_recorded, made) == ([f"f: {key}: {says}: {mend}"] if told_of else [])


@pytest.mark.parametrize("nation", ["scotland", "england-and-wales"])
def test_a_refuge_that_costs_is_told_at_its_nation(seen: Look, nation: str) -> None:
    made = with_hours(seen, refuge=LEEDS, nation=nation)
    says = f"{LEEDS} is not free, and callers are told that it is: name one that is: 0800 or 0808 (R30)"
    assert told(told_cost.refuge, made) == [f"hours.toml: refuge.{nation}: {says}"]

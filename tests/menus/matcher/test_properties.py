"""What holds for any message at all."""

import re
from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.matching import slip
from menus.loading.folders import SHIPPED
from menus.loading.pack import load
from menus.matcher.commands import COMMANDS
from menus.matcher.matching import Careful, Command, Nothing, Urgent, Worried, explain_by_rules, label, match
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.tables import strings, table
from menus.rules.lists import example

OTHERS = {"EMERGENCY", "ATONCE", "WORRIED", "SAFETY", "NONE"}
BEFORE = ("", "hello, ", "Hi there ", "hello please help ", "um ", "I think ", "so ", "HELLO!! ")
AFTER = ("", " thanks", " please", " thank you", "...", " 😢", " xx", " sorry")


@cache
def english() -> Language:
    """Loaded once: hypothesis asks many times."""
    return load(SHIPPED).languages["en"]


@cache
def alarms() -> tuple[str, ...]:
    """What people would write for each alarm that may stand anywhere in a message."""
    sources = (source for source, _ in alarm_phrases(table(english().matching, "safety")))
    return tuple(example(english(), source) for source in sources if not set("^$!") & set(source))


@cache
def cares() -> tuple[str, ...]:
    """What people would write for each phrase that asks for care with a medicine."""
    careful = table(english().matching, "safety", "careful")
    return tuple(example(english(), source) for source in strings(careful, "alarms"))


@cache
def pieces() -> tuple[str, ...]:
    """Words that the matcher knows, of every layer."""
    return tuple(sorted(lexicon(english()).near.wanted))


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_no_text_raises_and_every_label_is_known(text: str, talk_open: bool) -> None:
    topics = {topic.upper() for topic in english().topics}
    shown = label(match(english(), text, talk_open))
    assert set(shown.removeprefix("?").split("|")) <= topics | COMMANDS.keys() | OTHERS


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_known_words_in_any_order_get_a_known_label_and_always_the_same(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(pieces()), min_size=1, max_size=12))
    text = data.draw(st.sampled_from((" ", "  ", "\n", ", ", "-"))).join(words)
    assert match(english(), text) == match(english(), text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(("stop", "Stop", "STOP")), st.text(alphabet=" .!\n\t\u201c\u201d😀", max_size=6))
def test_stop_alone_is_always_stop(word: str, around: str) -> None:
    assert match(english(), around + word + around) == Command("STOP")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_cancer_makes_nothing_an_opt_out(before: str, after: str) -> None:
    if match(english(), f"{before} {after}") != Command("STOP"):
        assert match(english(), f"{before} CANCER {after}") != Command("STOP")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_safety_phrase_stays_one_in_any_harmless_frame(data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(alarms()))
    text = data.draw(st.sampled_from(BEFORE)) + phrase + data.draw(st.sampled_from(AFTER))
    heard, by_rules = match(english(), text), explain_by_rules(english(), text)[-1].answer
    assert isinstance(by_rules, Urgent), text
    assert isinstance(heard, Urgent) or (heard == Worried("ear") and by_rules.saying), text


def test_every_wish_to_change_a_medicine_asks_for_care() -> None:
    for phrase in cares():
        assert isinstance(match(english(), phrase), Urgent | Careful), phrase


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted({"choking", "suicidal", "unconscious", "overdose", "bleeding", "breathe"})),
    st.randoms(),
)
def test_a_slip_never_makes_a_safety_word_an_opt_out(word: str, chance: object) -> None:
    assert match(english(), slip(word, chance)) != Command("STOP")  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="😀😂👍❤ .!?0123456789", max_size=30))
def test_emoji_and_digits_find_nothing_but_thanks(text: str) -> None:
    assume(not re.search("1800[0-2]|0800", text))  # Relay UK, and words for the helpline
    found = match(english(), text)
    assert isinstance(found, Nothing | Urgent) or found == Command("THANKS")

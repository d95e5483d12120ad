"""Every state that keys, silence and the ends of a transfer reach, through real HTTP: no dead end."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from menus.model import Language, Pack
from menus.seconds import seconds
from store.server.embedded import Embedded
from tests.caller import keys_offered, words_of
from tests.conftest import LONDON
from tests.crawler import NOTHING_COUNTED, SILENCE, Crawled, Heard, crawl, kind
from tests.packs.bilingual import bilingual, in_both
from tests.wiring.server import FROZEN, serving
from tests.wiring.stores import patient, short_folder
from tests.wiring.wire import HOST, TOKEN, Wire, straight

MOMENTS = {
    "an open hour": "2026-05-19T10:00",
    "a closed hour": "2026-05-19T22:00",
    "a bank holiday": "2026-12-25T10:00",
    "the night the clocks go back": "2026-10-25T01:30",
    "the night they go forward": "2027-03-28T01:30",
}
CLOSED = "a closed hour"
WALKED = [*((hour, "en") for hour in MOMENTS), ("an open hour", "cy"), (CLOSED, "cy")]
EVERY_KEY = (CLOSED, "en")
OTHER = "7"
# Slow mode doubles the places and changes the pauses alone: here it is walked in an open hour, and by
# test_heard.py, without the web server, in a closed one.
SLOWER = ("an open hour", "en")
MENU_SECONDS, FIRST_OPTION_SECONDS, EACH_LANGUAGE_SECONDS, GAP = 22.0, 8.0, 3.0, 0.8


@pytest.fixture(params=WALKED, ids=[f"{hour} {code}" for hour, code in WALKED])
def crawled(request: pytest.FixtureRequest, embedded: Embedded, tmp_path: Path) -> Crawled:
    """The line as it can be walked at one moment in one language, on the web server that callers reach."""
    hour, code = request.param
    minute = int(datetime.fromisoformat(MOMENTS[hour]).replace(tzinfo=LONDON).timestamp() // 60)
    environ = {"MOMENT": MOMENTS[hour], "STORE_URL": patient(embedded.url), "TWILIO_AUTH_TOKEN": TOKEN}
    chosen = code != "en"
    if chosen:
        environ["PACK"] = str(bilingual(tmp_path).folder)
    with (
        short_folder() as folder,
        serving(FROZEN, folder, DATA_DIR=str(folder), PUBLIC_URL=f"https://{HOST}", **environ) as server,
        straight(server.port) as send,
    ):
        return crawl(
            Wire(send),
            minute,
            every_key=(hour, code) == EVERY_KEY,
            code=code,
            chosen=OTHER if chosen else "",
            slower=(hour, code) == SLOWER,
        )


def test_no_state_is_a_dead_end(crawled: Crawled) -> None:
    pack = in_both()
    language = pack.languages[crawled.code]
    assert len(crawled.states) > 200
    for heard in crawled.answers():
        assert heard.action or heard.document.find("Hangup") is not None
        assert heard.words or heard.rings
        assert not set("{}") & set(words_of(heard.document)), heard.words
    reached_a_person_or_the_closed_message(crawled, language)
    silence_always_ends(crawled)
    every_topic_is_two_presses_away(crawled, pack, language)
    no_menu_is_too_long(crawled, language)
    no_key_is_offered_twice_or_is_dead(crawled, language)
    every_word_of_every_topic_is_reached(crawled, language)
    another_language_is_reached_by_its_key_alone(crawled)


def reached_a_person_or_the_closed_message(crawled: Crawled, language: Language) -> None:
    """0 is never in vain: it brings the notice before the transfer, the closed message, or a call-back.

    A call-back is asked for with 0 where the closed message was said; so is another try of the helpline, or a
    call-back, by whoever was put through without a key of their own.
    """
    notice, closed = (plain(language.call[name]) for name in ("transfer", "closed"))
    for state in crawled.states.values():
        if "0" in state.next:
            led = state.next["0"]
            reached = led.rings or notice in led.words or closed in led.words
            offered = any(plain(language.call[name]) in led.words for name in ("try_again", "own_number"))
            assert reached or (offered and re.search("/(missed|closed)/", state.action)), state.action


def silence_always_ends(crawled: Crawled) -> None:
    """Whoever says nothing hears goodbye after a bounded while, whatever becomes of transfers."""
    for state in crawled.states.values():
        action = state.action
        for _ in range(40):
            if not action:
                break
            led = crawled.kinds[kind(action)].next
            action = led["no answer" if "no answer" in led else SILENCE].action
        assert not action, state.action


def every_topic_is_two_presses_away(crawled: Crawled, pack: Pack, language: Language) -> None:
    """From the greeting, one press or two (R3)."""
    near = {crawled.first.action}
    for _ in range(2):
        known = [crawled.states[action] for action in near if action in crawled.states]
        near |= {led.action for state in known for led in state.next.values()}
    overviews = {menu.first: f"/overview.{menu.name}/" for menu in pack.menus.values() if menu.first}
    for topic in language.topics:
        assert any(overviews.get(topic, f"/topic.{topic}/") in action for action in near), topic


def no_menu_is_too_long(crawled: Crawled, language: Language) -> None:
    """Seconds within R1, R8 and R35: the words before a menu that are not part of it are taken off."""
    hang_up = plain(language.call["hang_up"])
    further = EACH_LANGUAGE_SECONDS * (language.code != "en")  # the shipped pack offers English alone
    assert before_first_option(crawled.first, language) <= FIRST_OPTION_SECONDS + further
    for state in crawled.states.values():
        again = state.next.get("9")
        if again and ("/menu." in again.action or "/closed/" in again.action):
            most = MENU_SECONDS + further * ("/menu.main/" in again.action)
            before = seconds(hang_up) + GAP if hang_up in again.words else 0
            assert again.seconds - before <= most, (state.action, again.words)


def before_first_option(heard: Heard, language: Language) -> float:
    """Seconds until the first option starts."""
    spoken = heard.words
    first = min(spoken.find(language.call[name]) % len(spoken) for name in ("person", "closed_first"))
    words = len(spoken[:first].split())
    return words * 0.4 + 0.5 + 0.8


def no_key_is_offered_twice_or_is_dead(crawled: Crawled, language: Language) -> None:
    """Each key that is offered is offered once, and does something."""
    unused = language.call["unused_key"]
    for heard in crawled.answers():
        if heard.keyed or heard.action not in crawled.states:  # over, or gone on in the other language
            continue
        offered = keys_offered(heard.words) if NOTHING_COUNTED.search(heard.action) else []
        if "/topic.howto/" not in heard.action:  # which explains the keys before the end names them
            assert len(offered) == len(set(offered)), heard.words
        for key in offered:
            assert unused not in crawled.states[heard.action].next[key].words, (heard.action, key)


def every_word_of_every_topic_is_reached(crawled: Crawled, language: Language) -> None:
    """No chunk is left that nobody can hear."""
    said = {heard.words for heard in crawled.answers()}
    for topic in language.topics.values():
        for chunk in topic.spoken:
            assert any(plain(chunk)[:40] in plain(words) for words in said), (topic.name, chunk)


def another_language_is_reached_by_its_key_alone(crawled: Crawled) -> None:
    """Nothing else than the key that is offered leaves the language of the call."""
    left = {
        key
        for state in crawled.states.values()
        for key, led in state.next.items()
        if not led.within(crawled.code)
    }
    assert left == ({OTHER} if crawled.code != "en" else set())


def plain(words: str) -> str:
    """Words up to their first blank, with single spaces."""
    return " ".join(words.partition("{")[0].split())

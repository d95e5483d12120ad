"""Reactions, and our own sentences come back: they ask nothing and alarm nobody (R47)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from menus import words
from menus.air.changes import Notice, Wording
from menus.model import MAIN, Pack
from menus.said import look
from sms.context import ask_if_unwell
from sms.flow import step
from sms.model import Reply, Talk, Texted
from sms.replies.quoting import read_body, without_ours
from sms.replies.telling import ask_which, menu_of
from sms.replies.thread import Thread
from sms.replies.why import why
from tests.conftest import OPEN
from tests.texter import Texter

FRAMES = [
    "Liked “{}”",
    "Loved “{}”",
    "Laughed at “{}”",
    "Emphasised “{}”",
    "Emphasized “{}”",
    "Disliked “{}”",
    "Questioned “{}”",
    'Liked "{}"',
    "Liked '{}'",
    "Liked: “{}”",
    "Removed a like from “{}”",
    "Removed an exclamation from “{}”",
    "Removed 👍 from “{}”",
    "Reacted 😂 to “{}”",
    "Reacted with 😮 to “{}”",
    "👍 to “{}”",
    "👍🏽 to “{}”",
    "\u200b👍\u200b to \u201c\u200b{}\u200b\u201d",
    "❤️ “{}”",
    " 😢 to “ {} ” ",
    "Liked {}",
]
COPIES = ["{}", "> {}", "“{}”", "Fwd: {}", "you said {}"]


@pytest.fixture(scope="module")
def texts(pack: Pack) -> tuple[str, ...]:
    """All that the pack can text, with its blanks at their longest."""
    language = pack.languages["en"]
    every = look(pack, language, OPEN.date()).said
    return tuple({one.full for one in every if one.channel == "text" and one.whole and one.full})


def answer(pack: Pack, body: str, talk: Talk | None = None) -> Reply:
    return step(pack, talk or Talk(), Texted(body, texted_today=True), OPEN)


def cut(text: str) -> Iterator[str]:
    """A text, and as phones cut it short."""
    yield text
    yield text[:60] + "…"
    yield text[:37] + "..."


ALARMS = ("urgent_", "worried", "help_me", "after_alarm_person")


@pytest.fixture(scope="module")
def alarms(pack: Pack) -> frozenset[str]:
    """The texts that go to whoever may be in danger, by the names of their phrases."""
    every = look(pack, pack.languages["en"], OPEN.date()).said
    return frozenset(one.full for one in every if one.key.removeprefix("text.").startswith(ALARMS))


@pytest.mark.parametrize("frame", FRAMES)
def test_each_of_our_texts_in_each_frame_gets_nothing_and_an_alarm_of_ours_the_body_reply(
    pack: Pack, texts: tuple[str, ...], alarms: frozenset[str], frame: str
) -> None:
    assert alarms.intersection(texts)
    for text in texts:
        for quoted in cut(text):
            reply = answer(pack, frame.replace("{}", quoted))
            alone = not any(other.startswith(quoted.rstrip("….")) for other in texts if other not in alarms)
            if text in alarms and alone and "emoved" not in frame:
                assert reply.kind == "urgent", quoted
            else:
                assert reply.text == "", quoted


def test_the_texts_that_we_know_again_are_all_those_that_we_send(pack: Pack, texts: tuple[str, ...]) -> None:
    for topic in pack.languages["en"].topics.values():
        for part in (topic.text, topic.more):
            told = words.fill_text(part, pack, pack.languages["en"], OPEN)
            left = without_ours(pack, told)
            assert not part or (told in texts and not any(map(str.isalnum, left))), topic.name


@pytest.mark.parametrize("frame", COPIES)
def test_each_of_our_texts_copied_back_alarms_nobody_and_opts_nobody_out(
    pack: Pack, texts: tuple[str, ...], frame: str
) -> None:
    for text in texts:
        reply = answer(pack, frame.replace("{}", text))
        assert reply.kind not in ("urgent", "careful", "stop", "start", "nocall"), text


@pytest.mark.parametrize(
    "words",
    [
        "someone is seriously ill or hurt",
        "in danger or taken too much",
        "i feel like i cannot go on",
        "hard to breathe",
        "is someone seriously ill? yes my dad has collapsed",
    ],
)
def test_a_persons_own_words_are_never_taken_for_ours(pack: Pack, words: str) -> None:
    assert without_ours(pack, words) == words


@pytest.mark.parametrize(
    ("words", "framed", "ours"),
    [
        ("stop or change", True, False),
        ("stop or change a", True, True),  # four words, in a quotation
        ("stop or change a medicine without talking", False, False),
        ("stop or change a medicine without talking to", False, True),  # eight, anywhere
        ("Muscle Line. BONES.", False, False),
        ("Muscle Line. BONES. Do", False, True),  # four, behind our own name
    ],
)
def test_so_many_words_in_a_row_as_we_send_are_ours_and_one_fewer_is_the_writers(
    pack: Pack, words: str, framed: bool, ours: bool
) -> None:
    left = without_ours(pack, f"well {words} zebra", framed=framed)
    assert left == ("well \n zebra" if ours else f"well {words} zebra")


@pytest.mark.parametrize("frame", FRAMES[:8])
def test_what_stands_behind_a_reaction_is_heard(texter: Texter, frame: str) -> None:
    quoted = frame.replace("{}", "Muscle Line. FLARE. Do not stop or change steroids")
    assert "call 999 now" in texter.text(f"{quoted} but I cant breathe")
    assert "EXERCISE" in texter.text(f"{quoted}\nexercise")


def test_a_reaction_to_somebody_elses_cry_is_heard(texter: Texter) -> None:
    assert "call 999 now" in texter.text("Liked “mum has stopped breathing”")


@pytest.mark.parametrize("thumb", ["👍 to “{}”", "Liked “{}”", "Disliked “{}”"])
def test_a_reaction_to_an_emergency_text_brings_the_body_reply_once(texter: Texter, thumb: str) -> None:
    shown = texter.text("i want to die")[:50]
    assert "call 999 now" in texter.text(thumb.replace("{}", shown))
    assert texter.text(thumb.replace("{}", texter.last[:50])) == ""
    assert "call 999 now" in texter.text("he is")


def test_a_reaction_while_we_wait_hears_what_to_answer(texter: Texter) -> None:
    assert "reply 1 or 2" in texter.text("CALLME", "Liked “Muscle Line: we can ring you back.”").lower()
    assert "116 123" in texter.last
    asked = texter.text("2")
    assert texter.text("Liked “Muscle Line: which number?”") == asked, "the question for a number again"
    texter.text("CALLME")
    assert "best time" in texter.text("1"), "the question is still open"
    assert "1, 2, 3 or 4" in texter.text("👍 to “Muscle Line: when is the best time”")
    assert "reply 1." in texter.text("NOCALL", "bonse", "Liked “Muscle Line: did you mean BONES?”").lower()


@pytest.mark.parametrize(
    "body", ["Liked an image", "Loved a photo", "Removed a heart from an image", "❤️ to a message"]
)
def test_a_reaction_to_a_picture_gets_nothing(texter: Texter, body: str) -> None:
    assert texter.text(body) == ""


@pytest.mark.parametrize(
    "body", ["Laughed at by my doctor", "Liked exercise before I was ill", "loved steroids"]
)
def test_words_that_only_begin_like_a_reaction_are_answered(texter: Texter, body: str) -> None:
    assert texter.text(body) != ""


def test_thumbs_answer_our_questions(texter: Texter) -> None:
    assert "BONES" in texter.text("bonse", "👍")
    assert "1 steroids" in texter.text("bonse", "👎")


def test_words_that_an_alarm_of_ours_shares_with_another_text_are_no_alarm(pack: Pack) -> None:
    language = pack.languages["en"]
    shared = " ".join(language.text["urgent_body"].split()[:9])
    also = replace(language, text={**language.text, "thanks": f"{shared} you are welcome"})
    quoted = f"Liked “{shared.replace('{service}', pack.service)}…”"
    assert answer(pack, quoted).kind == "urgent"
    assert answer(replace(pack, languages={"en": also}), quoted).text == ""


FOREIGN = [
    ("— “I want to stop my methotrexate”", "do not stop"),
    ('£ "helpline"', "0800"),
    ("• “EXERCISE”", "EXERCISE"),
    ("¿ “EXERCISE”", "EXERCISE"),
    ('🙏 "RITUXIMAB"', "BIOLOGICS"),
    ('Reacted to "methotrexate"', "DMARDS"),
    ("😟 'ow do I stop methotrexate, been sick for days", "do not stop"),
    ("reacted with a rash to your message", "999"),
    ("Liked “STOP”", "no more texts"),
]


@pytest.mark.parametrize(("body", "answered"), FOREIGN)
def test_what_is_quoted_and_not_ours_is_answered_where_it_asks(pack: Pack, body: str, answered: str) -> None:
    assert answered in answer(pack, body).text


@pytest.mark.parametrize(
    "body",
    [
        "Liked “see you later”",
        "❤️ “ok then”",
        "Liked “thanks”",
        "Added a heart to “ok”",
        'Added a 👍 to "see you at eight"',
        "Reacted to “Muscle Line. FLARE. Do not stop or change steroids” with 👍",
        "Liked “Muscle Line…”",
        "Loved “DRAFT: Muscle Line. DMARDS”",
        "Liked “DRAFT: Mus”",
    ],
)
def test_a_reaction_that_asks_nothing_gets_nothing(pack: Pack, body: str) -> None:
    assert answer(pack, body).text == ""


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        (Talk(asks="whose"), "1 or 2"),
        (Talk(asks="right"), "1 or 2"),
        (Talk(asks="time"), "1, 2, 3 or 4"),
        (Talk(options=("topic.bones",), asked=True), "1"),
        (Talk(options=("topic.bones", "topic.flare"), asked=True), "1 or 2"),
    ],
)
def test_a_reaction_to_our_question_hears_each_number_that_answers_it(
    pack: Pack, talk: Talk, told: str
) -> None:
    text = answer(pack, "\N{THUMBS UP SIGN} to \u201cgreat pie\u201d", talk).text
    assert re.findall(r"\d(?:, \d)*(?: or \d)?", text)[0] == told


@pytest.mark.parametrize("talk", [Talk(), Talk(options=("topic.bones",))])
def test_a_reaction_to_a_text_that_asks_nothing_gets_nothing(pack: Pack, talk: Talk) -> None:
    assert answer(pack, "\N{THUMBS UP SIGN} to \u201cgreat pie\u201d", talk).text == ""


def test_a_notice_of_staff_is_known_again_and_is_no_alarm(pack: Pack) -> None:
    said = "Our phones are down until five tonight. Please text MENU and read the topics there."
    air = replace(pack.air, notice=Notice({"en": Wording(said, said)}, OPEN + timedelta(hours=1)))
    told = menu_of(Thread(replace(pack, air=air), Talk(), OPEN), MAIN).text
    assert said in told
    back = read_body(replace(pack, air=air), f"Liked “{told}”")
    assert "phones" not in back.theirs and "topics" not in back.theirs and not back.foreign
    assert read_body(pack, f"Liked “{told}”").theirs != back.theirs
    assert not read_body(replace(pack, air=air), f"Liked “{pack.service}. {said[:30]}…”").urgent


def ours(pack: Pack) -> Iterator[tuple[str, Reply]]:
    """Replies of ours that name a menu or topics, each as it goes out of the house."""
    thread, names = Thread(pack, Talk(), OPEN), tuple(pack.languages["en"].topics)
    for menu in pack.menus:
        yield f"the list of {menu}", menu_of(thread, menu)
    for one, other in zip(names, (*names[1:], names[0]), strict=True):
        yield f"did you mean {one}", ask_which(thread, (one, other))
        yield f"why {one}", why(replace(thread, talk=Talk(topic=one)))
        for told in ((one,), (one, other)):
            topics = thread.told(told)
            yield f"careful of {told}", thread.say("careful", Talk(), topics=topics)
            yield f"worried of {told}", ask_if_unwell(thread, told)
            yield f"at once of {told}", thread.say("urgent_at_once", Talk(), topic=topics)


def test_each_of_our_texts_that_names_menus_or_topics_is_known_again(pack: Pack) -> None:
    english = pack.languages["en"]
    told = {"MENU", *(one.told for one in english.topics.values())}
    titles = set(re.findall(r"\w{6,}", " ".join(one.title for one in english.menus.values())))
    for named, reply in ours(pack):
        back = read_body(pack, f"Liked “{reply.text}”")
        assert back.reaction and not back.foreign and not back.text, named
        known = told if named.startswith("why") else told | titles  # WHY tells a heading of the document
        assert not known.intersection(re.findall(r"\w+", back.theirs)), (named, back.theirs)
        assert step(pack, Talk(), Texted(f"Liked “{reply.text}”"), OPEN).kind in ("reaction", "urgent"), named

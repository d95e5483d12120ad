"""Replies that depend only on our last text: to a number, "again", YES, NO, thanks, STOP and START."""

import re
from dataclasses import replace

from counted import names as counted
from menus.matcher.answers import Careful, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.utterance import says
from menus.model import MAIN, Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, Talk
from sms.replies import callback
from sms.replies.outcomes import CANCELLED, KEPT
from sms.replies.telling import menu_of, tell_again, topic_of
from sms.replies.thread import Thread

# What our last text was, where that matters. OFF: it cancelled a call, or answered thanks for that.
ALARM, ALARM_AGAIN, DANGER, WORRY, THANKS = "urgent", "again", "danger", "worried", "thanks"
OFF = (CANCELLED, "off_thanks")
ALARMED = (ALARM, ALARM_AGAIN, DANGER, WORRY)
# An emergency text of ours was before our questions about a call-back.
EARLIER = {**dict.fromkeys((ALARM, ALARM_AGAIN, WORRY), "urgent_before"), DANGER: "danger_before"}

# Which calls STOP leaves open: to their own number, and to others for whom they asked.
STOPPED = {
    (False, False): "stop",
    (True, False): "stop_callback",
    (False, True): "stop_callback_others",
    (True, True): "stop_callback_both",
}


# "2", "2.", "no 2", "reply 2 please": a number is an answer to our last text, however it is dressed.
NUMBER = re.compile(
    r"\W*(?:(?:reply|text|press|option|number|no|send)\W+)?(\d{1,2})\W*+(?:please|pls|plz|thanks)?\W*+", re.I
)
# The key that says a text of a call again, and whose words do so here.
HEAR_AGAIN = "9"
# Words of a text whose meaning may be a guess.
FEW = 5


def earlier(last: str) -> str:
    """The new `Talk.last` when we ask about a call-back after an emergency text; `last` is the old.

    It lets YES answer our question, not the emergency text. "" if `last` stands for no emergency text.
    """
    return EARLIER.get(last, last if last in EARLIER.values() else "")


def alarm_of(last: str) -> str:
    """The kind of the emergency text for which `last` (`Talk.last`) stands; "" if it stands for none.

    `last` also stands for it if we asked about a call-back after the emergency text.
    """
    return last if last in ALARMED else next((kind for kind, before in EARLIER.items() if before == last), "")


def number_said(thread: Thread, words: str) -> int | None:
    """The number that a text says: "2", "no 2 please", or a choice copied from our list ("2 treatments").

    If our last text had choices, "the second one" is a number, too. But after our question at what time to
    ring, a number in words may be an hour: then the result is None, as for any other text.
    """
    if digits := NUMBER.fullmatch(words):
        return int(digits[1])
    for number, option in enumerate(thread.talk.options, 1):
        if plain_words(words) == (str(number), *plain_words(_called(thread.language, option))):
            return number
    if not (thread.talk.options or thread.talk.asks in (callback.WHOSE, callback.RIGHT)):
        return None
    key = _key_said(thread.language, words)
    return int(key) if key in ("1", "2", "3", "4") else None


def asks_again(thread: Thread, words: str) -> bool:
    """Whether a text asks for our last text once more: "again", "say that again"."""
    return not any(map(str.isdigit, words)) and _key_said(thread.language, words) == HEAR_AGAIN


def picks_several(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text names several of the numbers in our last text, or says that none of them fits.

    False if our text had no numbers, or if `found` is a clear meaning. In a text of a few words `Careful`
    and `Worried` are not clear: "all of them" may be heard as `Careful`, "i want 1 and 3" as `Worried`.
    """
    few = len(plain_words(words)) <= FEW and found != Worried("guard")
    unclear = isinstance(found, Nothing | Unsure) or (few and isinstance(found, Careful | Worried))
    return bool(thread.talk.options) and unclear and says(thread.language, words, "not_one")


def _key_said(language: Language, words: str) -> str:
    """The phone's key that a text names in words ("the second one": 2), by the pack's lists; "" for none."""
    heard = read(lexicon(language), words)
    said = {" ".join(heard.as_sent), " ".join(heard.words), " ".join(heard.bare)}
    for key, names in language.spoken_keys.items():
        if not said.isdisjoint(" ".join(plain_words(one)) for one in (key, *names)):
            return key
    return ""


def again(thread: Thread) -> Reply:
    """The reply to "again": what our last text was about, as we would send it now."""
    if thread.talk.last in ALARMED:
        return urgent_again(thread)
    if thread.talk.asks:
        return callback.ask_again(thread, "THANKS") or tell_again(thread)
    if thread.talk.last == KEPT:
        return callback.look_up_missed(thread)
    if thread.talk.promised:
        return callback.look_up_others(thread)
    return tell_again(thread)


def choose(thread: Thread, number: int) -> Reply:
    """The reply to a text that is only a number: the choice with that number in our last text (R27).

    If there is no such choice, the reply says so.
    """
    if thread.talk.asks == callback.NUMBER:
        return callback.take_number(thread, "short", "")
    if thread.talk.asks:
        return callback.choose(thread, number) or thread.say("number_not_there", thread.talk)
    if 1 <= number <= len(thread.talk.options):
        return _reply_to_choice(thread, thread.talk.options[number - 1]) or thread.say(
            "older_number", thread.talk
        )
    return _answers_nothing(thread)


def _reply_to_choice(thread: Thread, option: str) -> Reply | None:
    """The reply to a choice from an earlier text of ours: the menu or the topic that it names.

    `option` is "menu.NAME" or "topic.NAME". None if the pack no longer has it.
    """
    kind, _, name = option.partition(".")
    if kind == "menu":
        return menu_of(thread, name) if name in thread.pack.menus else None
    return topic_of(thread, name) if name in thread.language.topics else None


def _called(language: Language, option: str) -> str:
    """What our list calls a choice ("menu.NAME", "topic.NAME"); "" if the pack no longer has it."""
    kind, _, name = option.partition(".")
    listed = (language.menus if kind == "menu" else language.topics).get(name)
    return listed.short if listed else ""


def _answers_nothing(thread: Thread) -> Reply:
    """The reply to a number that is no choice of our last text.

    If our last text had choices, it says that this number is not among them. If not, it takes the number for
    one of an older text or, if we texted within a day and never offered choices, says that we asked for none.
    """
    if thread.talk.options:
        return thread.say("number_not_there", thread.talk)
    never = thread.texted_today and not thread.talk.listed
    return thread.say("number_unasked" if never else "older_number", thread.talk)


def yes(thread: Thread) -> Reply:
    """The reply to YES (R26, R30).

    After an emergency text of ours it is the emergency reply. After "Did you mean …?" it is choice 1.
    Otherwise it says that nothing was asked.
    """
    if thread.talk.last in ALARMED:
        return urgent_again(thread)
    return choose(thread, 1) if thread.talk.asked else thread.say("nothing_asked", thread.talk)


def no(thread: Thread) -> Reply:
    """The reply to NO: the main menu if our last text asked something or was about an emergency.

    After numbered choices it asks for one of them; otherwise it says that nothing was asked.
    """
    if thread.talk.asked or thread.talk.asks or thread.talk.last in ALARMED:
        return menu_of(thread, MAIN)
    return pick_one(thread) if thread.talk.options else thread.say("nothing_asked", thread.talk)


def pick_one(thread: Thread) -> Reply:
    """The reply to a text that names several of our numbers, or says that none fits.

    It asks for one number, or for other words.
    """
    return thread.say("pick_one", thread.talk)


def urgent_reply(thread: Thread, found: Urgent, last: str = "") -> Reply:
    """The fixed reply to an emergency (R30). An open question of ours stays open.

    `found` is the emergency: its kind chooses the words, which may name its first topic. `last` is what we
    remember as the kind of this text (`Talk.last`). If it is "", we remember "danger" for danger from
    somebody, or a person whom another hurt; otherwise "urgent".
    """
    talk = replace(thread.talk, last=last or (DANGER if found.kind == "danger" or found.by_other else ALARM))
    likeliest = thread.told(found.topics[:1])
    reply = thread.say(f"urgent_{found.kind}", talk, limits.URGENT, topic=likeliest)
    return replace(reply, counts=(counted.alarm(found.kind, "text"),))


def urgent_again(thread: Thread) -> Reply:
    """The emergency reply once more; the one for danger from others if our last text was that (R30)."""
    return urgent_reply(thread, Urgent("danger" if alarm_of(thread.talk.last) == DANGER else "body"))


def help_me(thread: Thread) -> Reply:
    """The reply to a bare "help": it says who can help. A following YES gets the emergency reply."""
    return thread.say("help_me", replace(thread.talk, last=ALARM))


def thanks(thread: Thread) -> Reply:
    """The reply to thanks: one friendly line. A second thanks gets no words, so that two machines stop."""
    if thread.talk.last in (THANKS, OFF[1]):
        return Reply("", thread.talk, THANKS)
    return thread.say(THANKS, replace(thread.talk, last=OFF[1] if thread.talk.last == OFF[0] else THANKS))


def stop(thread: Thread, *, own: bool = False, others: bool = False) -> Reply:
    """The reply to STOP: it confirms the opt-out, and is our last text to the person (R28).

    It says so if we still owe a call to their `own` number, or to `others` for whom they asked. If our last
    text was about an emergency, we go on remembering it: texts about it are still answered.
    """
    remembered = Talk(last=alarm_of(thread.talk.last))
    return replace(thread.say(STOPPED[own, others], remembered, "stop"), opt="out")


def start(thread: Thread, *, owed: bool = False, again: bool = False) -> Reply:
    """The reply to START (R28), with the call if one is `owed`; `again` is true if they had not opted out."""
    kind = limits.START_AGAIN if again else "start"
    return replace(thread.say("start_callback" if owed else "start", Talk(), kind), opt="in")

"""What a text means after a text of ours about an emergency or a medicine, and the reply to it."""

from dataclasses import replace

from counted import names as counted
from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.matching import explain, match
from menus.matcher.utterance import holds, says
from menus.model import HELPLINE
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, Texted
from sms.owed.unwanted import names_medicine
from sms.replies import callback, short
from sms.replies.thread import Thread

# Commands that are answered after an alarm, too, whoever has opted out: all else may be about the alarm.
ANSWERS = ("STOP", "START", "YES", "NO", "THANKS", "NOCALL")
# Topics on the line itself; of them may ask who is in danger.
ON_LINE = (HELPLINE, "about", "howto")
COUNTED = (counted.alarm("worried", "text"),)
# Before replies of these kinds, straight after an alarm, stands whom to ring who cannot go on.
BEGUN = (limits.STOP, callback.KIND)


def after_alarm(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text after an emergency text of ours; None if it is to be answered like any other text.

    `words` are those of the text, `found` is their meaning. If the text says that the emergency has really
    come, or gets worse, the reply is the emergency text once more. If the text may be about the emergency,
    the reply asks whether the person is ill or in danger (R30, R48). None if the text is an emergency by
    itself, or is plainly about something else.
    """
    last = thread.talk.last
    if not (last in short.ALARMED or short.earlier(last)) or isinstance(found, Urgent):
        return None
    if says(thread.language, words, "alarm_stands") and not _ends_texts(thread, words, found):
        return short.urgent_again(thread)
    if last not in short.ALARMED and found not in (Command("STOP"), Command("SLIP")):
        return None
    if _is_plain(thread, event, words, found):
        return None
    if found in (Found(HELPLINE), Unsure((HELPLINE,))) and last != short.DANGER:
        return replace(thread.say("after_alarm_person", thread.talk, limits.URGENT), counts=COUNTED)
    if isinstance(found, Unsure | Worried):
        return ask_if_unwell(thread, found.topics)
    if isinstance(found, Found):
        return ask_if_unwell(thread, (found.topic,), told=says(thread.language, words, "asks_plainly"))
    asks = isinstance(found, Command) and event.opted_out and found.name not in ANSWERS
    return ask_if_unwell(thread, ()) if asks or _is_unclear(thread, words, found) else None


def _is_unclear(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text after an alarm has no clear meaning of its own (`found`).

    Three kinds are unclear: (a) a text taken for care with a medicine, which neither names a medicine nor
    surely asks about one ("i rang them"); (b) an opt-out that may be about something else ("please stop");
    (c) HELP, or a text that matches nothing.
    """
    if isinstance(found, Careful):
        if thread.talk.last == short.DANGER and holds(lexicon(thread.language), "asks_plainly guards", words):
            return True
        return not (names_medicine(thread, words) or _asks_of_medicine(thread, words))
    if found in (Command("STOP"), Command("SLIP")):
        return not _ends_texts(thread, words, found)
    return isinstance(found, Nothing) or found == Command("HELP")


def _ends_texts(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text surely ends our texts.

    Its meaning, `found`, must be STOP. Besides, the text must be nothing but a word for STOP, or name our
    texts. "Dont want them" does neither.
    """
    heard = (thread.language, *thread.language.others)  # those that are not offered, too (ADR 56)
    alone = any(lexicon(one).commands.get("".join(plain_words(words))) == "STOP" for one in heard)
    return found == Command("STOP") and (alone or says(thread.language, words, "our_texts"))


def _names(thread: Thread, words: str, topic: str) -> bool:
    """Whether a text is nothing but a word for a topic: its keyword, or a synonym."""
    data, its = lexicon(thread.language), thread.language.topics[topic]
    heard = read(data, words)
    named = {read(data, one).as_sent for one in (its.keyword, its.told, *its.also)}
    return heard.as_sent in named or heard.bare in named


def _is_plain(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text after an alarm is surely not about the alarm, and is answered by its meaning `found`.

    One of these must hold: (a) The text is nothing but a topic's word. (b) Our last text was about a mere
    worry, and this one asks for one of the pack's own topics. (c) Our last text was the reply to danger, and
    this one plainly asks for a topic of the pack: "what exercises can i do". For (b) and (c) the text may say
    nothing of first aid, of harm, or of who comes to help. If the person has opted out, only (a) counts.
    """
    topic = found.topic if isinstance(found, Found) else ""
    if topic and _names(thread, words, topic):
        return True
    harm = holds(lexicon(thread.language), "asks_plainly guards", words)
    if event.opted_out or topic in ("", *ON_LINE) or harm:
        return False
    asks = says(thread.language, words, "asks_plainly")
    return thread.talk.last == short.WORRY or (thread.talk.last == short.DANGER and asks)


def _asks_of_medicine(thread: Thread, words: str) -> bool:
    """Whether a text after an alarm surely asks about a change of a medicine that it does not name.

    The rules must take the text for this, as they take "can i just stop taking them". A text that only learnt
    weights take for it, such as "should i take them all", may be about the alarm. The text must also be a
    plain question, unless our last text was about a mere worry.
    """
    asks = thread.talk.last == short.WORRY or says(thread.language, words, "asks_plainly")
    return asks and explain(thread.language, words)[-1].layer == "careful"


def ask_if_unwell(thread: Thread, topics: tuple[str, ...], *, told: bool = False) -> Reply:
    """The reply that asks if the person who wrote is ill or in danger (R48); it also offers `topics`.

    If our last alarm was the reply to danger from others, that reply is sent once more instead. `told` is
    true if the person plainly asked about a topic. After this reply their next question about a topic is
    answered, even if our last alarm was an emergency text.
    """
    was = short.alarm_of(thread.talk.last)
    if was == short.DANGER:
        return short.urgent_again(thread)
    last = short.WORRY if told or was in ("", short.WORRY) else short.ALARM
    talk, others = replace(thread.talk, last=last), tuple(one for one in topics if one != HELPLINE)
    name = "worried_owed" if thread.owed else "worried"
    reply = thread.say(name, talk, limits.URGENT, topics=thread.told(others))
    return replace(reply, counts=COUNTED)


def begin_with_help(thread: Thread, reply: Reply) -> Reply:
    """Say first who helps at once, in a reply to STOP or CALLME that follows an emergency text of ours.

    The help named is the Samaritans. But if the person may be in danger from somebody, and `reply` is to
    CALLME, it is those who help with such danger. Any other `reply` is returned unchanged.
    """
    alarm = short.alarm_of(thread.talk.last)
    if not alarm or not reply.text or reply.kind not in BEGUN:
        return reply
    if reply.kind != callback.KIND:
        return thread.say_first("after_alarm", reply)
    if thread.talk.asks:
        return reply
    return thread.say_first("after_danger" if alarm == short.DANGER else "after_alarm", reply)


def of_the_topic(thread: Thread, words: str, found: Match) -> Match:
    """The meaning of a text that may speak of the topic in our last text, such as "dont want them".

    `words` are those of the text. `found` is what they mean alone; it is the result but for these cases:

    (a) The topic is not about a medicine, and "dont want them" is taken for STOP. The result is SLIP, whose
    reply says how to end our texts.
    (b) The topic is about a medicine, and the words together with its keyword mean care with the medicine
    (R29), as "they are all gone" may. This meaning is the result.
    (c) The topic is about a medicine, and the words with its keyword mean the topic. Then we ask about this
    topic before any other.
    (d) The topic is about a medicine, and `found` is a worry that only the second ear (a small model) hears.
    The result is this worry with the topic added, so that we offer it.
    """
    talk, topic = thread.talk, thread.language.topics.get(thread.talk.topic)
    if not topic or talk.asks or talk.last in short.ALARMED:
        return found
    if not topic.medicine:
        unclear = found == Command("STOP") and says(thread.language, words, "off_now")
        return Command("SLIP") if unclear else found
    if found == Worried("ear"):
        return replace(found, topics=(topic.name,))
    opts = found in (Command("STOP"), Command("SLIP")) and not _ends_texts(thread, words, found)
    refers = isinstance(found, Nothing | Unsure | Careful) and says(thread.language, words, "refers")
    heard = match(thread.language, f"{words} {topic.told}") if opts or refers else found
    if isinstance(found, Unsure) and heard == Found(topic.name) and not names_medicine(thread, words):
        found = Unsure(tuple(dict.fromkeys((topic.name, *found.topics)))[:2])
    return heard if isinstance(heard, Careful) else found

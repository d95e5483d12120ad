"""Decides the reply to a text, by pure functions, from the text and the memory of the last one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from counted import names as counted
from menus.due import TIMES
from menus.matcher.answers import Match
from menus.matcher.commands import COMMANDS, Deed, Does, Says, Tells
from menus.matcher.matching import Careful, Command, Found, Nothing, Unsure, Urgent, Worried
from menus.matcher.times import When, as_time
from menus.model import HELPLINE, MAIN, Pack
from menus.multilingual.choice import new_words
from menus.outcome import Outcome
from sms import closed_days, context, limits, returning, spoken
from sms.model import Event, LookUp, Reply, Talk, Texted
from sms.owed import ending, hearing, in_danger, in_despair, unsaved
from sms.permitted import carrier_has_answered, note_carriers_answer, permit
from sms.replies import best_time, callback, in_writing, outcomes, relay, short, unanswered
from sms.replies.about_callback import about_callback, understand
from sms.replies.quoting import Body, read_body
from sms.replies.reacting import match_quotation, reply_to_reaction
from sms.replies.telling import ask_which, back, menu_of, more, tell_choice, topic_of
from sms.replies.thread import Thread
from sms.replies.why import why

HOURS = 24  # a number below may be one on the clock
WORD = re.compile(r"[^\W_]")
# What belongs to an open question about a call-back, and stays with it while a topic is read (`Talk`).
OF_QUESTION = ("asks", "held", "relay", "best", "promised", "tail", "pair")
# Replies after which it still matters what our last text was (`Talk.last`).
REMEMBERED = ("urgent", "help_me", "thanks", "careful", "picture", "privacy", "secret", limits.STOP)


def step(pack: Pack, talk: Talk, event: Event, now: datetime, asked: Reply | None = None) -> Reply:
    """The reply to an event; its `talk` is what we remember from now on.

    `event` is a text that arrived, or the store's answer to a request. In the second case `asked` is the
    reply that made the request. `talk` is our memory of our last text; it is empty if there is none, or while
    the store cannot be reached. The reply has no words if nothing is to be sent: the carrier has answered, a
    machine wrote, somebody only reacted ("Liked …"), or the person has opted out or is blocked (R28, R39,
    R47). An emergency is always answered (R30).
    """
    if not isinstance(event, Texted):
        thread = Thread(pack, talk, now, code=asked.language if asked else "")
        return _remember(thread, _tell(thread, asked, event) if asked else thread.say("unknown", talk))
    thread = spoken.begin(pack, talk, event, now)
    if carrier_has_answered(event.opt_out_type):
        return note_carriers_answer(thread, event.opt_out_type.upper())
    reply = _remember(thread, permit(thread, event, _answer(thread, event)))
    reply = context.begin_with_help(thread, unanswered.tell_unsaved(thread, reply))
    answered = counted.count_of(counted.reply, reply.kind.partition(".")[0])
    return replace(reply, counts=(*reply.counts, answered), unknown=new_words(pack, reply.unknown))


def _tell(thread: Thread, asked: Reply, outcome: Outcome | outcomes.Found) -> Reply:
    """The reply that tells a person the store's answer (`outcome`) to a request, such as a call-back.

    `asked` is the reply that made the request and sent no words; its counts are added to the new reply.
    """
    reply = outcomes.tell_outcome(thread, asked, outcome)
    for tell in (in_danger.tell, in_despair.tell, ending.tell):
        reply = tell(thread, asked, outcome, reply)
    return replace(reply, counts=(*asked.counts, *reply.counts))


def _remember(thread: Thread, reply: Reply) -> Reply:
    """The reply, completed with what is remembered of the conversation until now, and with its language.

    For example, a question about a call-back that was open before stays open when a topic is sent. A reply
    without a text is only given its language.
    """
    before, reply = thread.talk, replace(reply, language=thread.language.code)
    if not reply.text:
        return reply
    if before.asks and reply.kind.startswith(("topic.", "withdrawn.", "helpline")):
        asked = {name: getattr(before, name) for name in OF_QUESTION}
        reply = replace(reply, talk=replace(reply.talk, **asked))
    kept = reply.kind in REMEMBERED or reply.talk.last in outcomes.KEPT_ON
    last = reply.talk.last if kept else ""
    last = last or (short.earlier(before.last) if reply.talk.asks else "")
    listed = before.listed or bool(reply.talk.options)
    in_which = thread.language.code if thread.language.first else ""
    in_which = before.language if reply.kind == short.THANKS else in_which  # who is polite chooses nothing
    return replace(reply, talk=replace(reply.talk, last=last, listed=listed, language=in_which))


def _answer(thread: Thread, event: Texted) -> Reply:
    """The reply to a text: a number or "again" refers to our last text, other words go to the matcher."""
    text = read_body(thread.pack, event.body)
    if named := tell_choice(thread, text.unwrapped):
        return named
    if text.reaction and not text.text:
        found = match_quotation(thread, text)
        return _answer_to(thread, event, found) if found else reply_to_reaction(thread, text)
    if event.pictures and not WORD.search(text.unwrapped):
        return thread.say("picture", thread.talk)
    number = short.number_said(thread, text.unwrapped)
    hour = number and thread.talk.asks == callback.TIME and len(TIMES) + 1 < number < HOURS
    if number is not None and not (event.number_kind or hour):
        return _stands(thread, event) or short.choose(thread, number)
    if short.asks_again(thread, text.unwrapped):
        return short.again(thread)
    return _answer_words(thread, event, text)


def _stands(thread: Thread, event: Texted) -> Reply | None:
    """The reply to a number that is texted after we promised a call-back; None if it means something else.

    The reply has the store look the call-back up. None, too, while a question of ours is open: if the store
    did not answer, and so we could not promise, the number answers that question once more (R51).
    """
    talk = thread.talk
    if talk.asks or talk.options or talk.last in short.ALARMED:
        return None
    if talk.last == outcomes.KEPT and event.callback_open:
        return callback.look_up_missed(thread)
    if talk.promised and event.others_open:
        return callback.look_up_others(thread)
    return None


def _answer_words(thread: Thread, event: Texted, text: Body) -> Reply:
    """The reply to a text that is more than a number or a reaction."""
    alarmed = thread.talk.last in short.ALARMED
    found, beside = understand(thread, event, text, talk_open=thread.talk.asked or alarmed)
    found = context.of_the_topic(thread, text.text, found)
    found = hearing.meaning(thread, event, text.unwrapped, found)
    if thread.talk.asks == callback.TIME:
        found = as_time(thread.language, thread.pack.hours, text.text, found)
    said = When()
    if Command("CALLME") in (found, beside) or thread.talk.asks:
        thread, said = best_time.hear(relay.hear(thread, text.unwrapped), text.unwrapped)
    return best_time.tell(thread, said, _answer_heard(thread, event, text, (found, beside), said))


def _answer_heard(
    thread: Thread, event: Texted, text: Body, matched: tuple[Match, Match], said: When
) -> Reply:
    """The reply to a text of known meaning; `said` is what the text says about the time.

    `matched` has the meaning of the whole text, and its meaning without the phone number in it.
    """
    found, beside = matched
    owed = unsaved.call_off(thread, text.unwrapped, found) or hearing.tell(
        thread, event, text.unwrapped, found
    )
    owed = owed or unsaved.tell(thread, event, text.unwrapped, found)
    owed = owed or in_writing.tell(thread, event, text, found)
    if told := owed or closed_days.tell(thread, text.unwrapped, found):
        return told
    if not _comes_first(found) and (told := about_callback(thread, event, text, found, beside, said)):
        return told
    if returning.reopens(thread, event, text.unwrapped, found):
        return _answer_to(thread, event, Command("START"))
    if told := context.after_alarm(thread, event, text.unwrapped, found):
        return told
    if short.picks_several(thread, text.unwrapped, found):
        return short.pick_one(thread)
    if thread.talk.asks and isinstance(found, Unsure | Nothing):
        return unanswered.repeat(thread, found.words if isinstance(found, Nothing) else ())
    return _answer_to(thread, event, found)


def _answer_to(thread: Thread, event: Texted, found: Match) -> Reply:  # noqa: PLR0911, one for each match
    """The reply to a text with the meaning `found` by the matcher."""
    match found:
        case Command("CALLME") if not event.ringable:
            return callback.ask_number(thread)
        case Command("CALLME") if event.callback_open and not thread.talk.asks:
            return thread.say_first("callback_have", callback.ask(thread))
        case Command("STOP"):
            return ending.end_texts(thread, event)
        case Command("START"):
            owed = event.callback_open or event.others_open > 0
            return short.start(thread, owed=owed, again=not event.opted_out)
        case Found(topic):
            return topic_of(thread, topic)
        case Unsure(topics) if not event.pictures:
            return ask_which(thread, topics)
        case Command(name):
            return obey(thread, COMMANDS.get(name, Says("unknown")))
        case Urgent():
            return short.urgent_reply(thread, found)
        case Worried(topics=topics):
            return context.ask_if_unwell(thread, topics)
        case Careful(topics):
            return _warn(thread, topics)
        case Nothing("automatic", beside) if not (_waits(thread.talk) or (beside and not event.texted_today)):
            return Reply("", thread.talk, "automatic", wish=LookUp(past=False))
        case Nothing() | Unsure():
            return unanswered.not_understood(thread, event, found)


def _warn(thread: Thread, topics: tuple[str, ...]) -> Reply:
    """The reply to words about a medicine that is stopped, changed or lacking (R29); it offers `topics`.

    With one topic it names HELPLINE, too. A YES that follows answers whether somebody is faint, even if
    another question is open. An emergency text before stays remembered.
    """
    graver = _waits(thread.talk) or thread.talk.last in short.ALARMED
    last = short.WORRY if graver else ""
    last = short.ALARM if thread.talk.last in (short.ALARM, short.ALARM_AGAIN) else last
    named = thread.told(tuple(dict.fromkeys((*topics, HELPLINE)))[:2])
    return thread.say("careful", replace(thread.talk, last=last), topics=named)


def _waits(talk: Talk) -> bool:
    """Whether we have asked the person a question that is still open."""
    return bool(talk.asks or talk.asked)


def _comes_first(found: Match) -> bool:
    """Whether a text is an alarm, about a medicine, or STOP, and so is answered before any open question."""
    return isinstance(found, Urgent | Worried | Careful) or found == Command("STOP")


def obey(thread: Thread, does: Says | Tells | Does) -> Reply:
    """The reply to a texted command: a fixed sentence (`Says`), a topic (`Tells`) or a deed's reply (`Does`).

    A deed is a function of `DEEDS`, for example one that withdraws a call-back.
    """
    match does:
        case Says(sentence):
            return thread.say(sentence, replace(thread.talk, last=sentence))
        case Tells(topic):
            return topic_of(thread, topic)
        case Does(deed):
            return DEEDS[deed](thread)


DEEDS: dict[Deed, Callable[[Thread], Reply]] = {
    "menu": lambda thread: menu_of(thread, MAIN),
    "more": more,
    "back": back,
    "why": why,
    "callme": callback.ask,
    "nocall": callback.withdraw,
    "missed": callback.look_up_missed,
    "helpme": short.help_me,
    "thanks": short.thanks,
    "stop": short.stop,
    "start": short.start,
    "yes": short.yes,
    "no": short.no,
}

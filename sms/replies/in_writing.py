"""The reply to a person who asks for texts from staff: nobody texts back, and what there is instead."""

from menus.matcher.answers import Command, Found, Match, Nothing, Unsure
from menus.matcher.utterance import says
from menus.model import HELPLINE
from sms.model import Reply, Texted
from sms.owed.unwanted import cannot_hear
from sms.replies.quoting import Body
from sms.replies.short import DANGER, alarm_of
from sms.replies.thread import Thread

# What such words sound like; and where no call is owed that they could end, like NOCALL.
ALIKE, NOCALL = ("HELPLINE", "SLIP", "BACK", "NO"), "NOCALL"
# And those like which it sounds that a call cannot be heard: "im deaf u cant ring me".
OF_CALLS = ("MISSED", "CALLME", NOCALL)
# Topics on the line itself, of which words on a phone that is no use sound.
ON_LINE = (Found(HELPLINE), Found("howto"))


def tell(thread: Thread, event: Texted, text: Body, found: Match) -> Reply | None:
    """The reply to a text that nobody can answer as it wishes; None for any other text.

    Such a text asks staff to text back, or says that the person cannot take the call that we owe. `event` is
    the text's arrival, `text` holds its words, and `found` is their meaning. Our open question stays open. A
    call-back that we owe stays owed, and the reply says how to cancel it.
    """
    if alarm_of(thread.talk.last) == DANGER:
        return None  # who may be in danger hears what there is for that
    names = ALIKE if event.callback_open or event.others_open else (*ALIKE, NOCALL)
    unclear = isinstance(found, Nothing | Unsure) or found in ON_LINE
    alike = isinstance(found, Command) and found.name in names
    told = (unclear or alike) and says(thread.language, text.unwrapped, "text_back")
    of_call = isinstance(found, Command) and found.name in OF_CALLS
    deaf = (unclear or alike or of_call) and cannot_hear(thread, event, text.unwrapped)
    return thread.say("no_texts_back", thread.talk) if told or deaf else None

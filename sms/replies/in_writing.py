"""The reply to a person who asks for texts from staff: nobody texts back, and what there is instead."""

from menus.matcher.answers import Command, Found, Match, Nothing, Unsure
from menus.matcher.utterance import says
from menus.model import HELPLINE
from sms.model import Reply, Texted
from sms.replies.quoting import Body
from sms.replies.thread import Thread

# What such words sound like; and where no call is owed that they could end, like NOCALL.
ALIKE, NOCALL = ("HELPLINE", "SLIP", "BACK", "NO"), "NOCALL"


def tell(thread: Thread, event: Texted, text: Body, found: Match) -> Reply | None:
    """The reply to a text that asks staff to text back: it says that nobody can. None for any other text.

    `event` is the text's arrival, `text` holds its words, `found` is their meaning. Our open question stays
    open. A call-back that we owe stays owed, and the reply says how to cancel it.
    """
    names = ALIKE if event.callback_open or event.others_open else (*ALIKE, NOCALL)
    unclear = isinstance(found, Nothing | Unsure) or found == Found(HELPLINE)
    alike = isinstance(found, Command) and found.name in names
    if not (unclear or alike) or not says(thread.language, text.unwrapped, "text_back"):
        return None
    return thread.say("no_texts_back", thread.talk)

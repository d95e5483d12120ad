"""Every kind of count and what the desk calls it: the rows of its tables, and what it lists as failed."""

from collections.abc import Mapping

from menus.counted import names as of
from menus.counted.names import ANY, Count, part

Rows = Mapping[str, tuple[Count, ...]]
"""What a row is called, and the counts that it adds up."""

ARRIVED: Rows = {"Calls": (of.arrived(ANY, "call"),), "Texts": (of.arrived(ANY, "text"),)}
TOPICS: Rows = {"Calls": (of.topic(ANY, "call"),), "Texts": (of.topic(ANY, "text"),)}
PLACES: Rows = {"Times heard": (of.heard_at(ANY),), "Left for another place": (of.left(ANY),)}
ENDS: Rows = {
    "Heard the greeting": (of.GREETED,),
    "Topics heard": (of.topic(ANY, "call"),),
    "Heard that a topic is being checked": (of.withdrawn(ANY),),
    "Safety: about a medicine": (of.CAREFUL,),
    "Safety: someone may be in danger": (of.warned(ANY),),
    "Put through": (of.DIALLED,),
    "Reached a person": (of.REACHED,),
    "Rang, and nobody was reached": (of.unreached("busy"), of.unreached("no_answer"), of.unreached("failed")),
    "Heard that we are closed": (of.CLOSED,),
    "Asked for a call-back": (of.callback("kept"), of.callback("already")),
    "Asked for a call-back, and could not have it": (
        *(of.callback("full"), of.callback("failed"), of.callback("away"), of.callback("no_number")),
    ),
    "Left a message": (of.message("kept"),),
    "Took a message back": (of.message("dropped"),),
    "Spoke a message that was not kept": (of.message("away"),),
    "Asked for a text": (of.TEXT_KEPT,),
    "Heard that an hour is the most": (of.LATE,),
    "Stayed to the goodbye": (of.GOODBYE,),
    "Failed at the carrier": (
        *(of.ended("failed"), of.ended("busy"), of.ended("no-answer"), of.ended("canceled")),
        of.ended("other"),
    ),
}
REPLIES: Rows = {
    "A topic": (of.answered("topic"),),
    "A topic that is being checked": (of.answered("withdrawn"),),
    "The menu": (of.answered("menu"),),
    "A list of topics": (of.answered("list"),),
    "“Did you mean …?”": (of.answered("ask"),),
    "Not understood": (of.answered("unknown"),),
    "Safety: about a medicine": (of.answered("careful"),),
    "Safety: someone may be in danger": (of.answered("urgent"),),
    "The helpline’s hours and number": (of.answered("helpline"),),
    "Help": (of.answered("help"), of.by_carrier("help")),
    "About a call-back": (of.answered("callback"), of.answered("nocall")),
    "A number of an older text": (of.answered("older_number"),),
    "No more on that": (of.answered("no_more"),),
    "Nothing was asked": (
        *(of.answered("nothing_asked"), of.answered("number_unasked"), of.answered("number_not_there")),
    ),
    "More, of nothing": (of.answered("more_of_what"),),
    "A cry for help, without more": (of.answered("help_me"),),
    "Thanks": (of.answered("thanks"),),
    "About privacy": (of.answered("privacy"),),
    "A picture": (of.answered("picture"),),
    "A reaction": (of.answered("reaction"),),
    "A slip of STOP": (of.answered("stop_slip"),),
    "About a call that was missed": (of.answered("missed"),),
    "Abroad": (of.answered("abroad"), of.answered("costly")),
    "Nothing: a machine": (of.answered("automatic"),),
    "Stopped": (of.answered("stop"), of.by_carrier("stop")),
    "Started again": (of.answered("start"), of.by_carrier("start")),
    "Nothing: opted out": (of.answered("opted_out"),),
    "Nothing: blocked": (of.answered("blocked"),),
    "Nothing: no number to answer": (of.NO_NUMBER,),
    "A pause: too many": (of.limited("pause"), of.limited("silent")),
    "Without the store": (of.NO_STORE,),
}
SENT: Rows = {
    "Delivered": (of.delivery("delivered"),),
    "Sent, not yet told": (
        *(of.delivery("sent"), of.delivery("queued"), of.delivery("sending"), of.delivery("accepted")),
    ),
    "Did not arrive": (of.delivery("undelivered"), of.delivery("undelivered", ANY)),
    "Failed": (of.delivery("failed"), of.delivery("failed", ANY)),
    "Otherwise": (of.delivery("other"),),
    "Asked for on a call, and not taken": (of.not_texted(ANY),),
    "Asked for on a call, and sent": (of.sent("text"),),
    "Asked for on a call, and tried again": (of.tried("text"),),
    "Asked for on a call, and given up": (of.given_up("text", ANY),),
}
WORK: Rows = {
    "Call-backs claimed": (of.CLAIMED,),
    "Call-backs done": (of.callback("done"),),
    "Call-backs without a reply": (of.callback("again"), of.callback("no_reply")),
    "Call-backs withdrawn": (of.callback("withdrawn"),),
    "Messages done": (of.message("done"),),
    "Messages without a reply": (of.message("again"), of.message("no_reply")),
    "Messages withdrawn": (of.message("withdrawn"),),
    "Calls taken by a person of the helpline": (of.screened("taken"),),
    "Calls that nobody there took": (of.screened("refused"),),
    "Bells that told staff": (of.bell("told"),),
    "Bells that reached nobody": (of.bell("failed"),),
    "Calls to staff begun": (of.sent("ring"),),
    "Calls to staff that failed": (of.tried("ring"), of.given_up("ring", ANY)),
    "Recordings deleted at the carrier": (of.sent("recording"),),
    "Recordings not deleted yet": (of.tried("recording"), of.given_up("recording", ANY)),
    "Numbers erased at the carrier": (of.sent("erase"),),
    "Numbers not erased yet": (of.tried("erase"), of.given_up("erase", ANY)),
    "Calls over, as the carrier tells it": (of.ended("completed"),),
    "Calls with an error of the carrier": (of.error(ANY),),
}
FAILED: Mapping[Count, str] = {
    of.ended("failed"): "calls that the carrier could not put up",
    of.error(ANY): "calls with an error of the carrier ({})",
    of.unreached("failed"): "calls that could not be put through",
    of.NO_STORE: "texts answered without the store",
    of.delivery("failed"): "texts that failed on their way",
    of.delivery("failed", ANY): "texts that failed on their way ({})",
    of.delivery("undelivered"): "texts that did not arrive",
    of.delivery("undelivered", ANY): "texts that did not arrive ({})",
    of.not_texted(ANY): "texts that were asked for on a call and not taken ({})",
    of.bell("failed"): "bells that reached nobody",
    of.tried("ring"): "calls to staff that are tried again",
    of.given_up("text", ANY): "texts given up (the carrier says {})",
    of.given_up("recording", ANY): "deletions of recordings given up (the carrier says {})",
    of.given_up("erase", ANY): "erasures given up (the carrier says {})",
    of.given_up("ring", ANY): "calls to staff given up (the carrier says {})",
}
"""What the desk lists when it happened within the hour; in {} stands the part that differs."""

TABLES = (ARRIVED, TOPICS, PLACES, ENDS, REPLIES, SENT, WORK)


def failed(name: str) -> str:
    """What the desk calls something that failed, "" for a count of anything else."""
    found = ((words, part(kind, name)) for kind, words in FAILED.items())
    return next((words.format(differs) for words, differs in found if differs is not None), "")

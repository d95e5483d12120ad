"""The words for counts on the staff's pages: the rows of tables, and the name of each failure."""

from collections.abc import Mapping

from counted import names as of
from counted.names import ANY, Count, part
from counted.outcomes import OF_MESSAGES, OUTCOMES, REASON_OF

Rows = Mapping[str, tuple[Count, ...]]
"""What a row is called, and the counts that it adds up."""

ARRIVED: Rows = {"Calls": (of.arrival(ANY, "call"),), "Texts": (of.arrival(ANY, "text"),)}
TOPICS: Rows = {"Calls": (of.topic(ANY, "call"),), "Texts": (of.topic(ANY, "text"),)}
LANGUAGES: Rows = {"Calls": (of.language(ANY, "call"),), "Texts": (of.language(ANY, "text"),)}
PLACES: Rows = {"Times heard": (of.spot_heard(ANY),), "Left for another place": (of.spot_left(ANY),)}
ENDS: Rows = {
    "Heard the greeting": (of.GREETED,),
    "Topics heard": (of.topic(ANY, "call"),),
    "Heard that a topic is being checked": (of.withdrawal(ANY),),
    "Safety: about a medicine": (of.CAREFUL,),
    "Put through": (of.DIALLED,),
    "Reached a person": (of.REACHED,),
    "Rang, and nobody was reached": (
        of.missed_ring("busy"),
        of.missed_ring("no_answer"),
        of.missed_ring("failed"),
    ),
    "Not to be put through: blocked, or too many calls": (of.BARRED,),
    "Heard that we are closed": (of.CLOSED,),
    "Were promised a call-back": (of.callback("kept"),),
    "Asked again for one that was promised": (of.callback("already"),),
    "Asked for a call-back, and could not have it": (
        *(of.callback("full"), of.callback("others"), of.callback("failed"), of.callback("away")),
        of.callback("no_number"),
    ),
    "Left a message": (of.message("kept"),),
    "Took a message back": (of.message("dropped"),),
    "Spoke a message that was not kept": (of.message("away"), of.message("lost")),
    "Asked for a text": (of.TEXT_KEPT,),
    "Heard that an hour is the most": (of.LATE,),
    "Stayed to the goodbye": (of.GOODBYE,),
    "Failed at the phone company": (
        *(
            of.end_of_call("failed"),
            of.end_of_call("busy"),
            of.end_of_call("no-answer"),
            of.end_of_call("canceled"),
        ),
        of.end_of_call("other"),
    ),
}
REPLIES: Rows = {
    "A topic": (of.reply("topic"),),
    "A topic that is being checked": (of.reply("withdrawn"),),
    "The menu": (of.reply("menu"),),
    "A list of topics": (of.reply("list"),),
    "The menu, in a language that was chosen": (of.reply("language"),),
    "“Did you mean …?”": (of.reply("ask"),),
    "Not understood": (of.reply("unknown"),),
    "Safety: about a medicine": (of.reply("careful"),),
    "The helpline’s hours and number": (of.reply("helpline"),),
    "Help": (of.reply("help"), of.carrier_reply("help")),
    "About a call-back": (of.reply("callback"), of.reply("nocall")),
    "A number of an older text": (of.reply("older_number"),),
    "No more on that": (of.reply("no_more"),),
    "Nothing was asked": (
        *(of.reply("nothing_asked"), of.reply("number_unasked"), of.reply("number_not_there")),
    ),
    "More, of nothing": (of.reply("more_of_what"),),
    "A cry for help, without more": (of.reply("help_me"),),
    "Thanks": (of.reply("thanks"),),
    "About privacy": (of.reply("privacy"), of.reply("secret")),
    "What it costs": (of.reply("cost"),),
    "Another language": (of.reply("one_language"),),
    "Where it comes from": (of.reply("why"), of.reply("why_none")),
    "A picture": (of.reply("picture"),),
    "A reaction": (of.reply("reaction"),),
    "A slip of STOP": (of.reply("stop_slip"),),
    "About a call that was missed": (of.reply("missed"),),
    "Abroad": (of.reply("abroad"), of.reply("costly")),
    "Nothing: a machine": (of.reply("automatic"),),
    "Stopped": (of.reply("stop"), of.carrier_reply("stop")),
    "Started again": (of.reply("start"), of.carrier_reply("start")),
    "Nothing: opted out": (of.reply("opted_out"),),
    "Nothing: blocked": (of.reply("blocked"),),
    "Nothing: no number to answer": (of.NO_NUMBER,),
    "A pause: too many": (of.limit("pause"), of.limit("silent")),
    "Without the store": (of.NO_STORE,),
}
ALARMS: Rows = {
    "Someone very ill or hurt": (of.alarm("body", "call"), of.alarm("body", "text")),
    "Despair or thoughts of suicide": (of.alarm("despair", "call"), of.alarm("despair", "text")),
    "Someone in danger": (of.alarm("danger", "call"), of.alarm("danger", "text")),
    "Harm to oneself or to others": (of.alarm("harm", "call"), of.alarm("harm", "text")),
    "Something that needs advice at once": (of.alarm("at_once", "call"), of.alarm("at_once", "text")),
    "Unclear words that may mean an emergency": (of.alarm("worried", "call"), of.alarm("worried", "text")),
    "In texts from when kinds were not noted": (of.reply("urgent"),),
}
"""For what emergency numbers were given. No table has their sum: it would tell what is under five."""
RUNG: Rows = {"In time": (of.first_try("in_time"),), "Late": (of.first_try("late"),)}
WORDS: Rows = {"Words we did not know, each from five people or more": (of.NEW_WORD,)}
SENT: Rows = {
    "Delivered": (of.delivery("delivered"),),
    "Sent, not yet told": (
        *(of.delivery("sent"), of.delivery("queued"), of.delivery("sending"), of.delivery("accepted")),
    ),
    "Did not arrive": (of.delivery("undelivered"), of.delivery("undelivered", ANY)),
    "Failed": (of.delivery("failed"), of.delivery("failed", ANY)),
    "Otherwise": (of.delivery("other"),),
    "Asked for on a call, and not taken": (of.refused_text(ANY),),
    "Asked for on a call, and sent": (of.job_done("text"),),
    "Asked for on a call, and tried again": (of.job_again("text"), of.job_again("resend")),
    "Asked for on a call, and given up": (of.job_given_up("text", ANY), of.job_given_up("resend", ANY)),
    "Did not arrive, and sent once more": (of.job_done("resend"),),
}
CLOSED: Rows = {
    OUTCOMES[reason].capitalize(): (of.count_of(of.callback, closing),)
    for closing, reason in REASON_OF.items()
}
ABOUT: Rows = {"What it was about": (of.about(ANY),)}
WORK: Rows = {
    "Call-backs promised by text": (of.callback("kept_by_text"),),
    "Call-backs claimed": (of.CLAIMED,),
    "First tries that nobody answered": (of.callback("again"), of.message("again")),
    **{
        f"Messages: {OF_MESSAGES[reason]}": (of.count_of(of.message, closing),)
        for closing, reason in REASON_OF.items()
    },
    "Calls taken by a person of the helpline": (of.screening("taken"),),
    "Calls that nobody there took": (of.screening("refused"),),
    "Bells that told staff": (of.bell("told"),),
    "Bells that reached nobody": (of.bell("failed"),),
    "Calls to staff begun": (of.job_done("ring"),),
    "Calls to staff that failed": (of.job_again("ring"), of.job_given_up("ring", ANY)),
    "Safeguarding leads told": (of.job_done("flag"),),
    "Safeguarding leads not told": (of.job_again("flag"), of.job_given_up("flag", ANY)),
    "Letters sent by mail": (of.job_done("letter"),),
    "Letters not sent by mail": (of.job_again("letter"), of.job_given_up("letter", ANY)),
    "Recordings deleted at the phone company": (of.job_done("recording"),),
    "Recordings not deleted yet": (of.job_again("recording"), of.job_given_up("recording", ANY)),
    "Numbers erased at the phone company": (of.job_done("erase"),),
    "Numbers not erased yet": (of.job_again("erase"), of.job_given_up("erase", ANY)),
    "Tries that the phone company refused for now": (of.held_up(ANY),),
    "Calls over, as the phone company tells it": (of.end_of_call("completed"),),
    "Calls with an error of the phone company": (of.carrier_error(ANY),),
}
REFUSED: Rows = {
    "calls that were not put through: the number is blocked, or rings too often": (of.BARRED,),
    "people told that we pause, as they had texted so often": (of.limit("pause"),),
    "texts left without a reply, as so many had come from one number": (of.limit("silent"),),
    "call-backs for which no day had a place": (of.callback("full"),),
    "call-backs for other people, beyond what one phone may ask for": (of.callback("others"),),
    "texts asked for on calls, beyond what one phone may ask for": (
        of.refused_text("too_many"),
        of.refused_text("others"),
        of.refused_text("together"),
    ),
}
"""What the desk lists of a day where a bound (R32, R38, R49) refused somebody something."""
FAILED: Mapping[Count, str] = {
    of.end_of_call("failed"): "calls that the phone company could not put up",
    of.carrier_error(ANY): "calls with an error of the phone company ({})",
    of.missed_ring("failed"): "calls that could not be put through",
    of.callback("failed"): "call-backs that were asked for and could not be kept",
    of.callback("away"): "call-backs that were asked for while the store was away",
    of.message("away"): "messages that could not be kept, as the store was away",
    of.message("lost"): "messages whose recording could not be kept",
    of.OPT_UNKEPT: "STOP or START texts that could not be kept, as the store was away",
    of.NO_STORE: "texts answered without the store",
    of.delivery("failed"): "texts that failed on their way",
    of.delivery("failed", ANY): "texts that failed on their way ({})",
    of.delivery("undelivered"): "texts that did not arrive",
    of.delivery("undelivered", ANY): "texts that did not arrive ({})",
    of.refused_text(ANY): "texts that were asked for on a call and not taken ({})",
    of.bell("failed"): "bells that reached nobody",
    of.job_again("text"): "texts that are tried again",
    of.job_again("resend"): "texts that did not arrive and are tried again",
    of.job_again("recording"): "deletions of recordings that are tried again",
    of.job_again("erase"): "erasures that are tried again",
    of.job_again("letter"): "letters by mail that are tried again",
    of.job_given_up("letter", ANY): "letters by mail given up ({})",
    of.job_again("ring"): "calls to staff that are tried again",
    of.held_up(ANY): "tries that the phone company refused for now ({})",
    of.job_again("flag"): "notices of a safeguarding flag that are tried again",
    of.job_given_up("flag", ANY): "notices of a safeguarding flag given up (the phone company says {})",
    of.job_given_up("resend", ANY): "texts that did not arrive, and could not be sent again ({})",
    of.job_given_up("text", ANY): "texts given up (the phone company says {})",
    of.job_given_up("recording", ANY): "deletions of recordings given up (the phone company says {})",
    of.job_given_up("erase", ANY): "erasures given up (the phone company says {})",
    of.job_given_up("ring", ANY): "calls to staff given up (the phone company says {})",
}
"""What the desk lists when it happened within the hour; in {} stands the part that differs."""
WHY_NO_TEXT: Mapping[str, str] = {
    "opted_out": "the number had sent STOP",
    "blocked": "the number is blocked",
    "too_many": "the number had as many as it may in a day",
    "others": "the caller had asked for as many to other numbers as they may",
    "together": "all callers who show no number had together asked for as many as they may",
    "no_number": "there was no number to send it to",
    "away": "the store was away",
}
"""Why a text that was asked for on a call was not taken, by the reason that its count names."""

TABLES = (ARRIVED, TOPICS, LANGUAGES, PLACES, ENDS, REPLIES, ALARMS, RUNG, WORDS, SENT, CLOSED, ABOUT, WORK)


def failure_in_words(name: str) -> str:
    """The words of the staff's pages for the count `name`, if it counts a failure; "" if it does not."""
    found = ((words, part(kind, name)) for kind, words in FAILED.items())
    words, differs = next((row for row in found if row[1] is not None), ("", ""))
    if ours := WHY_NO_TEXT.get(differs or ""):
        return words.replace("the phone company says {}", "{}").format(ours)
    return words.format(differs)

"""The families of keys about callers and texters."""

from counted.allowed import CALLS
from store.counts import unknown
from store.moments import DAY, HOUR
from store.people import filling
from store.promises import callbacks, deliveries, for_others, jobs, places, queue, texts
from tools.papers.family import Family, Of
from tools.papers.spans import FOR_GOOD, span

HASHED = "number hashed (HASH_KEY)"
SEALED = "number hashed (HASH_KEY) and sealed (NUMBER_KEY)"
ID = "in the clear; holds no number"
UNDONE = span(queue.UNDO_SECONDS)
CLOSED = (
    f"while it is open, and {span(queue.KEPT_SECONDS)} from its closing (its number goes {UNDONE} after "
    "staff close it, at once where the person ends it)"
)
CODED, CHOSEN = f"{HASHED}; its code in the clear", f"{span(texts.LANGUAGE_SECONDS)} from each choice"
LISTED = "until each ends, then until the list is next read"
CLAIMED = "; who claimed it by the name of the account"
A_DAY = f"{span(DAY)} from its last change"
OF: Of = "callers and texters"

PEOPLE = (
    Family("out:{person}", OF, "that a number wants no texts (STOP)", HASHED, f"{FOR_GOOD}, or until START"),
    Family(
        "talk:{person}",
        OF,
        "what our last text to a number was about (a topic or menu), what it may answer, when texts went to "
        "it, a number that was typed, the last three digits of the number just promised a call-back, that "
        "it is to come by Relay UK",
        "number hashed (HASH_KEY); a typed number sealed (NUMBER_KEY); topics and those digits in the clear",
        A_DAY,
    ),
    Family("language:{person}", OF, "which language a number chose for its texts", CODED, CHOSEN),
    Family(
        "reply:{hash}",
        OF,
        "our reply to one text, so that the same text gets the same reply",
        "the text's id hashed (HASH_KEY); a number in the reply sealed (NUMBER_KEY); our words in the clear",
        span(DAY),
    ),
    Family(
        "callback:{id}",
        OF,
        "a call-back: its number and its last three digits, who asked for it, when, for when, in which "
        "language, the best time of day, if by Relay UK, its state, who claimed it, how often it was "
        "tried and when first, who said so, from when a second try counts, that a text may follow, how "
        "often the same number had asked before; a note of staff and what it was about, to whom it was "
        "passed on and who took it back, why it was closed, who asked within ten minutes",
        SEALED + CLAIMED,
        CLOSED,
    ),
    Family(
        "callback:declined:{person}",
        OF,
        "that a number wants no call-back that others ask for (it said NOCALL or told staff so, or is the "
        "wrong one); and until when callers without a number share a place of a day for it",
        HASHED,
        span(7 * DAY),
    ),
    Family("callback:of:{person}", OF, "which open call-back is a number's", HASHED, "while it is open"),
    Family(
        "callback:last:{person}",
        OF,
        "which call-back of a number was the newest, so that who missed our calls is told of it",
        HASHED,
        span(queue.KEPT_SECONDS),
    ),
    Family(
        "callback:asked:{asker}",
        OF,
        "which open call-backs a person asked for other numbers",
        "asker hashed (HASH_KEY)",
        "while one is open",
    ),
    Family(
        "callback:asked:ended:{asker}",
        OF,
        "how many of those were closed before their day was over",
        "both people in one hash (of HASH_KEY's hashes)",
        "until that day is over",
    ),
    Family(
        "callback:asked:tail:{people}",
        OF,
        "the last three digits of a number that a person asked for, by which it is read out to them",
        "both people in one hash (of HASH_KEY's hashes); the digits in the clear",
        f"until that day is over; of who shows no number {span(callbacks.CALL_SECONDS)}",
    ),
    Family(
        "callback:taken:{hash}",
        OF,
        "how many call-backs a text or a key took back, so that the same one gets the same answer",
        "number and the text's or call's id in one hash (HASH_KEY)",
        span(for_others.TAKEN_SECONDS),
    ),
    Family(
        "callbacks", OF, "the ids of the open call-backs, by when they are due", ID, "while they are open"
    ),
    Family(
        "callbacks:closed",
        OF,
        "the ids of closed call-backs, by when they closed",
        ID,
        f"{span(queue.KEPT_SECONDS)}, then until the next one closes",
    ),
    Family(
        "callbacks:ending",
        OF,
        "the ids of call-backs that staff closed minutes ago, and may take back",
        ID,
        f"{UNDONE}, then until the worker's next look",
    ),
    Family(
        "rung:{id}",
        OF,
        "what became of the last ring for a call-back, and how many seconds it lasted",
        ID,
        span(queue.KEPT_SECONDS),
    ),
    Family(
        "message:{id}",
        OF,
        "a spoken message: which recording at the carrier, when, how many seconds, in which language, its"
        " state, who claimed it, how often they were rung in vain and who said so; where its caller "
        "agreed to be rung, their number and its last three digits, until 10 minutes after it is closed",
        "number hashed (HASH_KEY), and sealed (NUMBER_KEY) only where they agreed; the recording's id sealed "
        "(NUMBER_KEY), and in the clear as the key" + CLAIMED,
        f"while it is open, and {span(queue.KEPT_SECONDS)} from its closing",
    ),
    Family("messages", OF, "the ids of the open messages", ID, "while they are open"),
    Family(
        "messages:closed",
        OF,
        "the ids of closed messages",
        ID,
        f"{span(queue.KEPT_SECONDS)}, then until the next one closes",
    ),
    Family(
        "messages:ending",
        OF,
        "the ids of messages that staff closed minutes ago, and may take back",
        ID,
        f"{UNDONE}, then until the worker's next look",
    ),
    Family(
        "job:{job}",
        OF,
        "work for the worker: a text to send, staff to ring, a recording or a number's records to delete at "
        "the carrier",
        f"{SEALED}, with the text's words; a member of staff's phone sealed too",
        f"until it is done, then {span(jobs.KEPT_SECONDS)} without what is sealed and whose it was",
    ),
    Family("jobs", OF, "the names of jobs, by when they are due", ID, "until they are done"),
    Family("jobs:rings", OF, "the names of jobs that ring staff", ID, "until they are done"),
    Family("jobs:deletions", OF, "the names of jobs that delete at the carrier", ID, "until they are done"),
    Family(
        "jobs:held",
        OF,
        "the names of texts that a restored line holds back, by when they were asked for",
        ID,
        "until an admin sends or drops them",
    ),
    Family("jobs:turns", OF, "which text goes to a number first", HASHED, "until it is done"),
    Family("texted:{person}", OF, "how many texts a number asked for within a day", HASHED, span(DAY)),
    Family("texted:others:{person}", OF, "how many texts others sent it within a day", HASHED, span(DAY)),
    Family(
        "spent:{asker}",
        OF,
        "how many texts to others a person, or all withheld callers, asked for",
        "asker hashed (HASH_KEY)",
        span(DAY),
    ),
    Family(
        "raised:{asker}",
        OF,
        "how much more a number may ask for others, by staff's decision",
        "asker hashed (HASH_KEY)",
        "as long as staff say (30 days on the desk)",
    ),
    Family("raised", OF, "the list of those, by when they end", HASHED, LISTED),
    Family(
        "raised:told",
        OF,
        "of whom staff raised a bound, and which member of staff did",
        f"hashed (HASH_KEY); the number's last {filling.TAIL_DIGITS} digits and the account's name",
        LISTED,
    ),
    Family(
        "filling:{asker}",
        OF,
        "of what a person has had nearly all they may",
        f"hashed (HASH_KEY), with the number's last {filling.TAIL_DIGITS} digits in the clear",
        A_DAY,
    ),
    Family("filling", OF, "the list of those, by when", HASHED, A_DAY),
    Family("calls:{person}", OF, "which calls came from a number within an hour", HASHED, span(CALLS.within)),
    Family(
        "block:{person}",
        OF,
        "that a number is blocked, and staff's reason",
        "number hashed (HASH_KEY); the reason in the clear",
        "until the block ends",
    ),
    Family("blocks", OF, "the list of blocks, by when they end", HASHED, LISTED),
    Family(
        "unknown:{hash}",
        OF,
        "who used a word that the line does not know",
        "word and numbers hashed (HASH_KEY)",
        span(unknown.KEPT_SECONDS),
    ),
    Family(
        "status:{hash}",
        OF,
        "that the carrier told a status of one text or call",
        "the carrier's id hashed (HASH_KEY)",
        span(deliveries.KEPT_SECONDS),
    ),
    Family(
        "once:{hash}",
        OF,
        "that something of one call was counted",
        "the call's id hashed (HASH_KEY)",
        span(HOUR),
    ),
    Family(
        "callback:day:{day}",
        "nobody",
        "how many call-backs are promised for a day",
        "a number of call-backs",
        span(callbacks.DAY_KEPT_SECONDS),
    ),
    *(
        Family(
            f"callback:day:{kind}:{{day}}",
            "nobody",
            what,
            "a number of call-backs",
            span(places.KEPT_SECONDS if kind == "more" else callbacks.DAY_KEPT_SECONDS),
        )
        for kind, what in (
            ("others", "how many of them others asked for"),
            ("withheld", "how many of them withheld callers asked for"),
            ("more", "how many places staff opened on a day"),
        )
    ),
)

"""The families of keys about staff's notes on a call-back or message, and how these are listed."""

from store.moments import DAY
from store.promises import queue
from store.promises.lists import known
from tools.papers.family import Family
from tools.papers.people import HASHED, ID, OF
from tools.papers.spans import span

WRITTEN = (
    *(
        Family(
            f"changed:{kind}",
            OF,
            f"which {kind}s changed lately, so that the desk reads only those anew",
            ID,
            f"the latest {known.MOST_CHANGES}, {span(known.CHANGES_SECONDS)} from the last",
        )
        for kind in ("callback", "message")
    ),
    *(
        Family(
            f"{kind}s:for:{{name}}",
            "staff",
            f"the ids of the {kind}s that are kept for a colleague, to whom they were passed on",
            "the account's name in the clear; holds no number",
            span(queue.CLAIM_SECONDS),
        )
        for kind in ("callback", "message")
    ),
    *(
        Family(
            f"{kind}s:left:{{name}}",
            "staff",
            f"the ids of the {kind}s that a member of staff gave back, and when: they come last for them",
            "the account's name in the clear; holds no number",
            span(DAY),
        )
        for kind in ("callback", "message")
    ),
    *(
        Family(
            f"{kind}:before:{{person}}",
            OF,
            f"the ids of the {kind}s that a number asked for within a month, by when",
            HASHED,
            span(30 * DAY),
        )
        for kind in ("callback", "message")
    ),
    *(
        Family(
            f"flagged:{kind}:{{id}}",
            OF,
            f"a {kind} flagged for safeguarding: who flagged it, why, the note, what was noted since, its "
            "number, its recording; "
            "once it is passed on only by whom and to whom",
            "number hashed (HASH_KEY); number, note, why and to whom sealed (NUMBER_KEY); accounts by name",
            f"until the safeguarding lead has passed it on, whatever is erased meanwhile; then "
            f"{span(queue.KEPT_SECONDS)}",
        )
        for kind in ("callback", "message")
    ),
    Family("flagged", OF, "the ids of what is flagged", ID, "until the lead has passed each on"),
    Family(
        "flagged:passed",
        OF,
        "the ids of flags that were passed on",
        ID,
        f"{span(queue.KEPT_SECONDS)}, then until the next is passed on",
    ),
)

"""What each role may do at the desk, as staff are told."""

from collections.abc import Mapping

from store.desk.staff import Role

DUTIES: Mapping[Role, str] = {
    "answer": "rings people back, listens to messages, can close the helpline for up to a day, let a day "
    "have twice its places for call-backs, let a listed phone ask and call more, end "
    "that again, and end a notice",
    "edit": "the same, plans closures and extra openings, stops topics and words, and runs notices",
    "admin": "all of that, lets any phone ask and call more, adds and locks accounts, names safeguarding "
    "leads, sees who did what; and what is flagged, where no lead is named",
}

"""Finds the call-back or message that a page's address names."""

from flask import abort
from werkzeug.wrappers import Response

from store.promises.callbacks import Callbacks
from store.promises.messages import Message, Messages
from store.promises.queue import Queue
from store.promises.standing import Callback
from web.desk.callbacks.picks import lead_to
from web.desk.needs import Desk

Record = Callback | Message
# The beginning of a path for an action on a record: the kind of record, which the view gets as `kinds`.
WHICH = "/<any(callbacks, messages):kinds>"
KINDS = {"callbacks": "callback", "messages": "message"}


def kind_named(kinds: str) -> str:
    """The kind of record, "callback" or "message", for its name in a path, "callbacks" or "messages".

    Answers 404 for any other name.
    """
    return KINDS.get(kinds) or abort(404)


def kind_of(row: Record) -> str:
    """Whether a record is a "callback" or a "message"."""
    return "callback" if isinstance(row, Callback) else "message"


def kept_of(desk: Desk, kind: str) -> Callbacks | Messages:
    """All that the store keeps of a kind of record, "callback" or "message"."""
    return desk.kept.line.callbacks if kind == "callback" else desk.kept.line.messages


def queue_of(desk: Desk, kind: str) -> Queue:
    """The queue in which records of a kind, "callback" or "message", are claimed and closed."""
    return kept_of(desk, kind).queue


def record_of(desk: Desk, kind: str, item_id: str) -> Record:
    """The record of a kind, "callback" or "message", with this id; answers 404 if there is none."""
    return kept_of(desk, kind).one(item_id, desk.now()) or abort(404)


def lead_to_record(kind: str, item_id: str) -> Response:
    """Redirect to the page of one record, with the query (filters) of this page's list.

    `kind` is "callback" or "message".
    """
    return lead_to(f"desk.{kind}", **{f"{kind}_id": item_id})


def lead_to_list(kind: str, after: str = "") -> Response:
    """Redirect to the list of records of a kind, "callback" or "message".

    `after` is the id of the record that was just left, "" for none.
    """
    return lead_to(f"desk.{kind}s", **({"after": after} if after else {}))

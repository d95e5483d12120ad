"""Reads the carrier's report on the delivery of a text that we sent; each report is counted (R42)."""

import re
from collections.abc import Mapping

from counted.codes import passes
from counted.names import Count, Status, delivery

STATUSES: tuple[Status, ...] = ("delivered", "undelivered", "failed", "sent", "queued", "sending", "accepted")
FAILED = ("undelivered", "failed")
CODE = re.compile(r"\d{5}", re.ASCII)


def read_status(form: Mapping[str, str]) -> tuple[str, Status, Count]:
    """The carrier's id of the text ("" if the report has none), its status, and the counter to increase.

    A status that we do not know, or that is missing, is "other".

    For a text that failed, the counter's name ends with the carrier's error code:
    "delivery:undelivered:30003".
    """
    sid = form.get("MessageSid") or form.get("SmsSid", "")
    said = form.get("MessageStatus") or form.get("SmsStatus", "")
    status: Status = next((status for status in STATUSES if status == said), "other")
    code = form.get("ErrorCode", "")
    return sid, status, delivery(status, code if status in FAILED and CODE.fullmatch(code) else "")


def is_sent_again(form: Mapping[str, str]) -> bool:
    """Whether a text failed for a temporary reason, by the carrier's report, so that it is sent again.

    A reason that lies with the number or with the words is not temporary, nor is a missing or unknown one.
    """
    failed = (form.get("MessageStatus") or form.get("SmsStatus", "")) in FAILED
    return failed and passes(form.get("ErrorCode", ""), otherwise=False)

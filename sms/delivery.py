"""What the carrier tells of a text that we sent, as the name of a count (R42)."""

import re
from collections.abc import Mapping

from menus.counted.names import Count, Status, delivery

STATUSES: tuple[Status, ...] = ("delivered", "undelivered", "failed", "sent", "queued", "sending", "accepted")
FAILED = ("undelivered", "failed")
CODE = re.compile(r"\d{5}", re.ASCII)


def told(form: Mapping[str, str]) -> tuple[str, Status, Count]:
    """The carrier's id of a text ("" where it tells none), its status, and what that is counted as.

    A text that failed is counted by the carrier's error code: "delivery:undelivered:30003".
    """
    id = form.get("MessageSid") or form.get("SmsSid", "")
    said = form.get("MessageStatus") or form.get("SmsStatus", "")
    status: Status = next((status for status in STATUSES if status == said), "other")
    code = form.get("ErrorCode", "")
    return id, status, delivery(status, code if status in FAILED and CODE.fullmatch(code) else "")

"""What the carrier tells of a text that we sent, as the name of a count (R42)."""

import re
from collections.abc import Mapping

STATUSES = ("delivered", "undelivered", "failed", "sent", "queued", "sending", "accepted")
FAILED = ("undelivered", "failed")
CODE = re.compile(r"\d{5}", re.ASCII)


def told(form: Mapping[str, str]) -> tuple[str, str, str]:
    """The carrier's id of a text ("" where it tells none), its status, and what that is counted as.

    A text that failed is counted by the carrier's error code: "delivery:undelivered:30003".
    """
    id = form.get("MessageSid") or form.get("SmsSid", "")
    status = form.get("MessageStatus") or form.get("SmsStatus", "")
    if status not in STATUSES:
        status = "other"
    code = form.get("ErrorCode", "")
    by_code = f":{code}" if status in FAILED and CODE.fullmatch(code) else ""
    return id, status, f"delivery:{status}{by_code}"

"""What the carrier tells of a text that we sent, and what that is counted as (R42)."""

import re
from collections.abc import Mapping

STATUSES = ("delivered", "undelivered", "failed", "sent", "queued", "sending", "accepted")
FAILED = ("undelivered", "failed")
CODE = re.compile(r"\d{5}", re.ASCII)


def read_status(form: Mapping[str, str]) -> tuple[str, str, str]:
    """The carrier's id of a text ("" if it names none), its status, and the name of the count.

    A text that failed is counted with the carrier's error code: "delivery:undelivered:30003".
    """
    sid = form.get("MessageSid") or form.get("SmsSid", "")
    status = form.get("MessageStatus") or form.get("SmsStatus", "")
    if status not in STATUSES:
        status = "other"
    code = form.get("ErrorCode", "")
    by_code = f":{code}" if status in FAILED and CODE.fullmatch(code) else ""
    return sid, status, f"delivery:{status}{by_code}"

"""The carrier's error codes: whose fault each is, whether to retry, and the advice for staff."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Whose = Literal["account", "queue", "network", "number", "words"]

# The carrier says what each code means at https://www.twilio.com/docs/api/errors/CODE. Read there or in its
# guides (26 November 2026) are the meanings of 21214, 21610, 21617 and 30003. All others are NOT read: each
# is what the trade knows it for, to be looked up before more is built on it. The carrier's own advice is to
# build as little as possible on any, since it adds codes and changes causes: what is not here is judged by
# its HTTP status.
CODE = re.compile(r"(?<!\d)\d{5}$", re.ASCII)

PASSES: tuple[Whose, ...] = ("account", "queue", "network")
"""The faults that pass or can be mended while a text is still of use. The others stay as they are."""
SPEAK_TO: Mapping[Whose, str] = {
    "account": "whoever keeps the account at the phone company",
    "queue": "nobody yet; if it lasts an hour, the phone company’s support",
    "network": "nobody",
    "number": "the caller, if they ring again: they need another number, or a call",
    "words": "whoever writes the texts, and then the phone company’s support",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What one error code of the carrier means: what is wrong, and what staff may do.

    `whose` says where the fault lies: "account", "queue", "network", "number" or "words".
    """

    whose: Whose
    wrong: str
    mend: str

    @property
    def passes(self) -> bool:
        """Whether a request with this fault is tried again; not where the number or the words are wrong."""
        return self.whose in PASSES


PAID = "Look at the balance and at the phone company’s e-mails."
NUMBER_OF_LINE = (
    "Check TWILIO_NUMBER and TWILIO_ACCOUNT_SID against the numbers in the phone company’s console."
)
TRIAL = "Upgrade the account from its trial in the phone company’s console."
COUNTRY = "Allow the United Kingdom under Geo permissions in the phone company’s console."
CREDENTIALS = "Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."
WAIT = "It is tried again by itself."
ONCE_MORE = "It is sent once more by itself."
LEAVE = "Nothing: it is not tried again."

FAULTS: Mapping[str, Fault] = {
    "10001": Fault("account", "the account is not active", PAID),
    "10002": Fault("account", "a trial account cannot do this", TRIAL),
    "14107": Fault("queue", "too many texts to one number within 30 seconds", WAIT),
    "20003": Fault("account", "the account or its token is not accepted", CREDENTIALS),
    "20005": Fault("account", "the account is not active", PAID),
    "20429": Fault("queue", "too many requests at once", WAIT),
    "21210": Fault("account", "the line’s number may not make calls", NUMBER_OF_LINE),
    "21211": Fault("number", "this is no phone number", LEAVE),
    "21212": Fault("account", "the line’s number is not accepted as a sender", NUMBER_OF_LINE),
    "21214": Fault("number", "this number cannot be reached", LEAVE),
    "21215": Fault("account", "calls to this country are not allowed", COUNTRY),
    "21216": Fault("number", "the phone company blocks calls to this number", LEAVE),
    "21217": Fault("number", "this is no phone number", LEAVE),
    "21219": Fault("account", "a trial account cannot ring this number", TRIAL),
    "21408": Fault("account", "texts to this country are not allowed", COUNTRY),
    "21601": Fault("account", "the line’s number cannot send texts", NUMBER_OF_LINE),
    "21606": Fault("account", "the line’s number cannot send texts from this account", NUMBER_OF_LINE),
    "21607": Fault("account", "a trial account may only send from its trial number", TRIAL),
    "21608": Fault("account", "a trial account cannot text this number", TRIAL),
    "21610": Fault("number", "this number sent STOP to the phone company", LEAVE),
    "21611": Fault("queue", "too many texts wait at the phone company", WAIT),
    "21612": Fault("number", "the phone company has no way to this number", LEAVE),
    "21614": Fault("number", "this number takes no texts", LEAVE),
    "21617": Fault("words", "the text is too long", "Shorten it; `flask check` tells which is too long."),
    "21635": Fault("number", "this number is a landline", LEAVE),
    "21659": Fault("account", "the line’s number is not one of the phone company’s", NUMBER_OF_LINE),
    "21660": Fault("account", "the line’s number belongs to another account", NUMBER_OF_LINE),
    "21661": Fault("account", "the line’s number cannot send texts", NUMBER_OF_LINE),
    "21702": Fault("queue", "the messaging service takes no texts just now", WAIT),
    "21703": Fault("account", "the messaging service has no number", "Add the line’s number to it."),
    "22005": Fault("queue", "too many calls wait at the phone company", WAIT),
    "30001": Fault("queue", "too many texts waited at the phone company", WAIT),
    "30002": Fault("account", "the account was suspended while the text waited", PAID),
    "30003": Fault("network", "the phone is off, or has no signal", ONCE_MORE),
    "30004": Fault("number", "the phone or its network blocks our texts", LEAVE),
    "30005": Fault("number", "the number is not in use", LEAVE),
    "30006": Fault("number", "the number is a landline, or its network takes no texts", LEAVE),
    "30007": Fault(
        "words", "a network took the text for spam", "If it happens often, show it to the phone company."
    ),
    "30008": Fault("network", "the network gives no reason", ONCE_MORE),
    "30500": Fault("network", "the phone company itself failed", WAIT),
    "60728": Fault("queue", "the account has sent as many texts as it may in an hour", WAIT),
    "63017": Fault("queue", "too many texts within a second", WAIT),
    "63038": Fault(
        "queue",
        "the account has sent as many texts as it may in a day",
        "Ask the phone company for a higher limit.",
    ),
}


def passes(code: str, otherwise: bool) -> bool:
    """Whether to retry after the carrier's error `code`; for an unknown code the answer is `otherwise`."""
    fault = FAULTS.get(code)
    return fault.passes if fault else otherwise


def advice(told: str) -> str:
    """Advice to staff on the carrier's error code at the end of `told`; "" if there is no known code.

    `told` is a code, or the name of a count. The advice says what is wrong, what to do, and with whom to
    speak.
    """
    found = CODE.search(told)
    fault = FAULTS.get(found[0]) if found else None
    if fault is None:
        return ""
    return f"{fault.wrong[0].upper()}{fault.wrong[1:]}. {fault.mend} Speak to: {SPEAK_TO[fault.whose]}."

"""Sends the carrier a request whose answer is needed; an error is told in one line, for staff to read."""

from collections.abc import Callable
from typing import TypeVar

from carrier.ended import Later, Never, attempt
from counted.codes import FAULTS

Got = TypeVar("Got")


class RefusedError(Exception):
    """The carrier did not do what it was asked to; the message is for staff to read, without a phone number.

    `code` is the carrier's error code, "" if there is none. `answered` is true if the carrier itself refused:
    otherwise nobody knows whether the carrier has done what it was asked to.
    """

    def __init__(self, line: str, code: str = "", answered: bool = True) -> None:
        """Take the message for staff (`line`), the carrier's code, and whether the carrier itself refused."""
        super().__init__(line)
        self.code, self.answered = code, answered


def ask(question: Callable[[], Got]) -> Got:
    """Send `question` to the carrier by calling it, and return the answer.

    Raises RefusedError if the carrier refuses, fails or does not answer.
    """
    got: list[Got] = []
    match attempt(lambda: got.append(question())):
        case Later(why, wait, refused):
            if not refused:
                did = "failed" if why.isdigit() else "did not answer"
                raise RefusedError(f"the carrier {did} ({why})", answered=False)
            after = f" It asks to be left alone for {wait} s." if wait else ""
            raise RefusedError(_refusal(why) + after, why)
        case Never(why):
            raise RefusedError(_refusal(why), why)
    return got[0]


def _refusal(code: str) -> str:
    fault = FAULTS.get(code)
    told = f"{fault.wrong} ({code}). {fault.mend}" if fault else f"error {code}"
    return f"the carrier refuses: {told}"

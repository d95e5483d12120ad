"""Reads the phone number that an admin types, to let the person with that number ask for more."""

from flask import request

from menus.numbers import rings_us
from store.numbers import read_number
from web.desk.needs import Desk

NONE = "Write the number first, with its area code, like 01632 960123."
UNREAD = "The line cannot read that number. Write it with its area code, like 01632 960123."
OURS = "That is the number of this line or of the helpline: nobody asks from it."


def who_asks(desk: Desk) -> tuple[str, str]:
    """The phone number from the submitted form, as E.164, and a sentence on what is wrong with it.

    The sentence is "" if nothing is wrong. The number is "" if it cannot be read.
    """
    written = request.form.get("number", "").strip()
    number = read_number(written)[0] if written else ""
    if rings_us(desk.pack().hours, number, desk.number):
        return number, OURS
    return number, "" if number else UNREAD if written else NONE

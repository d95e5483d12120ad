"""What counts as a phone number in a command: never one with a slip in it, of which nothing could be held."""

from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner

from store.store import Store
from tests.conftest import new_number
from tools.people.block import block, unblock
from tools.people.forget import forget
from tools.people.hold import hold
from tools.people.store_now import MISUSED, e164

SLIPS = (
    "0791112500",  # a digit short
    "+44791112500",
    "+447911 12500l",
    "07911 125O01",
    "07911",
    "079111250011",
    "07911125001 x5",
    "07911125001;ext=5",
    "0207946000",
    "999",
    "0",
    "abc",
    "",
    "+39abc",
)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_number_with_a_slip_in_it_is_none(slip: str) -> None:
    assert e164(slip) == ""


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("07911 125001", "+447911125001"),
        ("+44 (0)7911 125001", "+447911125001"),
        ("0044 7911-125001", "+447911125001"),
        ("\u202a+44 7911 125001\u202c", "+447911125001"),  # as phones copy it
        ("07700 900123", "+447700900123"),  # of those for plays
        ("+44 1534 960000", "+441534960000"),  # Jersey
        ("07999 999999", "+447999999999"),
        ("06123 456789", "+446123456789"),  # no range yet; one day it may be
        ("0800 1111", "+448001111"),
        ("0800 111 111", "+44800111111"),
        ("016977 2345", "+44169772345"),
        ("0909 879 0000", "+449098790000"),  # anybody can show one
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+1 555 555 0100", "+15555550100"),
        ("00 353 86 123 4567", "+353861234567"),
    ],
)
def test_any_number_from_which_somebody_may_call_is_one(written: str, number: str) -> None:
    assert e164(written) == number


def test_every_number_of_the_tests_is_one() -> None:
    assert e164(number := new_number()) == number


@pytest.mark.parametrize("command", [hold, forget, block, unblock])
@pytest.mark.parametrize("slip", ["0791112500", "+447911 12500l"])
def test_no_command_says_of_a_slip_that_nothing_is_held_or_blocked(
    store: Store, environ: dict[str, str], command: Callable[..., object], slip: str
) -> None:
    number = e164("07911125001")
    store.people.opt_out(number)
    assert isinstance(command, click.Command)
    words = [slip, "--for", "1d"] if command is block else [slip]
    said = CliRunner().invoke(command, words, env=environ)
    assert said.exit_code == MISUSED and "no phone number" in said.output
    assert "0791112" not in said.output and "Nothing" not in said.output and "not blocked" not in said.output

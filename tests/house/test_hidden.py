"""A value that is written out shows no number, address, key or word of a person (R41)."""

import pkgutil
from collections.abc import Iterator
from dataclasses import Field, fields, is_dataclass
from importlib import import_module
from typing import Any

import settings

ROOMS = ("carrier", "ivr", "menus", "sms", "store")
# How fields are called that hold such a thing, in rooms that people's calls and texts go through.
SECRET = {
    *("address", "body", "comments", "form", "hash", "keyed", "note", "number"),
    *("phone", "sender", "to", "token", "words"),
}
# Names of fields that are hidden under other names; one that is shown again is missed here.
BESIDE = {
    "carrier.account.Account": "number token",
    "carrier.bell.Staff": "smtp_url tell",
    "carrier.number.told.Told": "row",
    "ivr.aloud.Numbers": "keyed line tail",
    "menus.asked.Asked": "keyed own",
    "settings.Settings": (
        "auth_tokens backup_key bell_to hash_key helpline_number metrics_token number number_keys public_url "
        "redis_url secret_key self_test_number smtp_url"
    ),
    "sms.replies.quoting.Body": "text theirs unwrapped",
    "store.desk.staff.Account": "hash phone two_factor",
    "store.promises.records.flags.Opened": "later note number to why",
    "store.signing.clinicians.Clinician": "address name registration",
    "store.signing.reviewed.Answer": "comments read",
}
# What is nobody's secret, but thousands of entries long, or tells nothing to who reads a log.
LONG = {
    "ivr.model.Say": "by",
    "menus.facts.document.Document": "text",
    "menus.matcher.by_words.word_ear.WordEar": "silent weights",
    "menus.matcher.ear.Ear": "weights",
    "menus.matcher.ear.Voice": "weights",
    "menus.matcher.learnt.sorted_runs.SortedRuns": "heads marks weights",
    "menus.model.Pack": "files",
    "store.promises.lists.known.Known": "_look",
    "store.signing.reviewed.Asked": "digest",
}
# What is called so and is nobody's, or is our own words and numbers that anybody may read.
NOBODYS = {
    "ivr.model.Dial": "number",  # the helpline's
    "ivr.pretended.Told": "words",  # ours, to a caller who is none
    "store.desk.air.Notice": "words",  # to be said to everybody
    "store.promises.closed.ending.Ending": "words",  # the function that gives ours
    "store.promises.records.beside.Passed": "to",  # the name of an account
}


def classes() -> Iterator[type[Any]]:
    """Every class of values in the rooms, and the settings."""
    yield settings.Settings
    for room in ROOMS:
        for found in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            module = import_module(found.name)
            yield from (
                one
                for one in vars(module).values()
                if isinstance(one, type) and is_dataclass(one) and one.__module__ == module.__name__
            )


def named(one: type[Any]) -> str:
    return f"{one.__module__}.{one.__name__}"


EVERY = {named(one): one for one in classes()}


def hidden(one: type[Any]) -> set[str]:
    return {held.name for held in fields(one) if not held.repr}


def is_secret(name: str, held: Field[Any]) -> bool:
    """Whether the field is called like one that holds what is a person's."""
    return (
        held.name in SECRET
        and not name.startswith("menus.")
        and held.name not in NOBODYS.get(name, "").split()
    )


def test_every_field_that_is_called_like_a_secret_is_hidden() -> None:
    shown = {
        f"{name}: {held.name}"
        for name, one in EVERY.items()
        for held in fields(one)
        if held.repr and is_secret(name, held)
    }
    assert shown == set(), "hide it (repr=False), or say in NOBODYS whose it is"


def test_what_is_hidden_under_another_name_stays_hidden_and_is_listed() -> None:
    listed = {name: {*BESIDE.get(name, "").split(), *LONG.get(name, "").split()} for name in EVERY}
    assert {name: hidden(one) - SECRET for name, one in EVERY.items()} == {
        name: told - SECRET for name, told in listed.items()
    }
    assert {*BESIDE, *LONG} <= EVERY.keys()


def test_what_is_said_to_be_nobodys_is_there() -> None:
    for name, told in NOBODYS.items():
        assert set(told.split()) <= {held.name for held in fields(EVERY[name])}

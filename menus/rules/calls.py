"""Rules of the list of what calls are about, from which staff choose at the desk: short, plain, and few."""

import re
from collections.abc import Iterator

from menus.model import Fault
from menus.said import Look

FILE = "calls.toml"
NAME = re.compile(r"[a-z][a-z_]{1,19}")
LONGEST_LABEL = 40
MOST = 20


def about(look: Look) -> Iterator[Fault]:
    """Check that each label of the list is one plain line, each name a word, and that there are few."""
    listed = look.pack.calls_about
    if not 1 <= len(listed) <= MOST:
        yield Fault(FILE, "about", f"has {len(listed)} labels", f"give 1 to {MOST}: staff read them all")
    for name, label in listed.items():
        key = f"about.{name}"
        if not NAME.fullmatch(name):
            says = "is no name of 2 to 20 small letters"
            yield Fault(FILE, key, says, "take letters a to z and _: it is kept with the record")
        if not 1 <= len(label.strip()) <= LONGEST_LABEL:
            yield Fault(FILE, key, f"has {len(label)} characters", f"write 1 to {LONGEST_LABEL}")
        if re.search(r"[{}]|\d{5}", label):
            yield Fault(
                FILE, key, "holds a blank or a number", "write plain words: nothing is filled in here"
            )

"""Reads ear.toml: the weights that the second ear of a language has learnt (`menus.matcher.ear`)."""

import base64
from collections.abc import Mapping
from typing import Any

from menus.loading.files import read_table
from menus.loading.fit import fit
from menus.loading.folders import Folders
from menus.loading.shape import EAR
from menus.matcher.ear import Ear, Voice
from menus.model import Fault

FILE = "ear.toml"
# Characters of the weights at most, coded: each web process holds them, and reviewers carry them about.
MOST = 100_000


def read_ear(folders: Folders, code: str, faults: list[Fault]) -> Ear | None:
    """Read the second ear of a language, which notices trouble by learnt weights; None if it has none.

    What cannot be used is added to `faults`.
    """
    file = f"{code}/{FILE}"
    before = len(faults)
    data = read_table(folders, file, faults, needed=False)
    if data is None:
        return None
    data = fit(file, data, EAR, faults)
    if len(faults) > before:
        return None
    weights = _weights(data["weights"])
    if not weights:
        faults.append(Fault(file, "weights", "are no whole set of weights", MEND))
    elif data["speaks"] > data["insists"]:
        faults.append(Fault(file, "insists", "is below speaks", "give it a number at least as high"))
    elif data["doubts"] > data["speaks"]:
        faults.append(Fault(file, "doubts", "is above speaks", "give it a number no higher"))
    elif data["insists"] > data["names"]:
        faults.append(Fault(file, "names", "is below insists", "give it a number at least as high"))
    elif sum(len(one["weights"]) for one in (data, data["care"], data["stop"])) > MOST:
        faults.append(Fault(file, "weights", f"are over {MOST} characters", MEND))
    care, stop = (_voice(data[name], name, file, faults) for name in ("care", "stop"))
    return Ear(weights, data["speaks"], data["insists"], data["names"], data["doubts"], care, stop)


MEND = "take the file back from where it came, or delete it and make it anew: flask ear train"


def _voice(data: Mapping[str, Any], name: str, file: str, faults: list[Fault]) -> Voice:
    """Read what the second ear learnt about one subject besides trouble: its weights and its lowest score.

    `name` is the subject: "care" (with a medicine) or "stop" (no more texts). A message of the lowest score
    or more is about it. Damaged weights add a fault to `faults`.
    """
    weights = _weights(data["weights"])
    if not weights:
        faults.append(Fault(file, f"{name}.weights", "are no whole set of weights", MEND))
    return Voice(weights, data["speaks"])


# Bytes of one run: three of its mark, the highest first, and one of its weight and 128.
EACH = 4


def _weights(text: str) -> dict[int, int]:
    """Decode weights: from a number that stands for a run of letters to the run's weight.

    Empty if the text is damaged or cut.
    """
    try:
        coded = base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return {}
    if len(coded) % EACH:
        return {}
    records = (coded[at : at + EACH] for at in range(0, len(coded), EACH))
    return {int.from_bytes(one[:-1]): one[-1] - 128 for one in records}

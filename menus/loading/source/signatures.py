"""Reads signatures.toml: who has signed which version of what a pack says (`flask review --collect`)."""

from collections.abc import Mapping

from menus.loading.files import read_table
from menus.loading.fit import Key, fit
from menus.loading.folders import Folders
from menus.model import Fault
from menus.signing.signature import Signature

FILE = "signatures.toml"
TEXT, DAY = Key("text"), Key("date")
SIGNATURES: Mapping[str, Key] = {
    "signed": Key(
        "table",
        needed=False,
        others=Key(
            "table",
            inside={
                **dict.fromkeys(("version", "name", "role", "registration"), TEXT),
                **dict.fromkeys(("signed_on", "review_by"), DAY),
                **dict.fromkeys(("countersigned_by", "seal"), TEXT),
                "withdrawn": Key("text", needed=False),
            },
        ),
    ),
}


def read_signatures(folders: Folders, faults: list[Fault]) -> dict[str, Signature]:
    """Read signatures.toml of a pack; give its signatures by the id of the signed thing.

    If the file is missing, there are no signatures, and that is no fault. If the file or any value in it
    cannot be used, that is added to `faults`, and the result is empty.
    """
    before = len(faults)
    data = read_table(folders, FILE, faults, needed=False)
    fitted = {} if data is None else fit(FILE, data, SIGNATURES, faults)
    if len(faults) > before:
        return {}
    return {of: Signature(**row) for of, row in fitted.get("signed", {}).items()}

"""Reads messages.tsv of a language: messages that people may write, with the right answers."""

from menus.loading.files import bytes_of, decoded
from menus.loading.folders import Folders
from menus.model import Fault

FILE = "messages.tsv"


def read_messages(folders: Folders, code: str, faults: list[Fault]) -> str:
    """The text of a language's messages.tsv; "" if the pack has none.

    If the file cannot be read or is not UTF-8, the result is "", too, and a fault is added to `faults`.
    """
    name = f"{code}/{FILE}"
    held = bytes_of(folders.own / name, name, faults)
    if held is None:
        return ""
    folders.read[name] = held
    return (decoded(held, name, faults) or "").replace("\r\n", "\n")

"""The note that staff write about a call-back or message, sealed, and its subject (R56)."""

from dataclasses import dataclass
from datetime import datetime

from store.link import Link, Script
from store.promises.queue import ID, Queue, state_now
from store.promises.records.flags import flag_of
from store.sealed import Sealed

PURPOSE = "note"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes on records. The holder of a record writes and reads its note; a lead reads all notes.

    A closed record is held by whoever closed it. All methods raise `Unreachable`.
    """

    link: Link
    seals: Sealed
    write_script: Script

    def write(self, of: Queue, item_id: str, who: str, words: str, about: str) -> bool:
        """Write the note and the subject of a record that `who` holds, in place of the earlier ones.

        `of` is the record's queue, `words` are the note. `about` is the subject, a key of the pack's list. ""
        erases note or subject. After the two hours of the claim, `who` may write while nobody else has
        claimed the record. False if `who` does not hold the record. Raises ValueError if `words` has over 500
        characters, and `Unreachable`.
        """
        if len(words) > LONGEST:
            raise ValueError(f"a note has at most {LONGEST} characters")
        if not ID.fullmatch(item_id):
            return False
        said = self.write_script(
            record=of.record(item_id),
            flag=flag_of(of.kind, item_id),
            who=who,
            note=self.seals.seal(PURPOSE, words) if words else "",
            about=about,
        )
        return bool(said == b"kept")

    def read(self, of: Queue, item_id: str, who: str, now: datetime, *, lead: bool = False) -> str:
        """The note of a record that `who` holds, or has closed; "" for none, and for anybody else.

        `of` is the record's queue. A safeguarding `lead` reads the note of any record. Raises BrokenSeal if
        no NUMBER_KEY opens it, and `Unreachable`.
        """
        row = of.records((item_id,)).get(item_id)
        if not row or "note" not in row:
            return ""
        if not lead and (row.get("who") != who or state_now(row, now) == "open"):
            return ""
        return self.seals.unseal(PURPOSE, row["note"])


def notes(link: Link, seals: Sealed) -> Notes:
    """The part of the store that keeps the notes, on the connection `link`."""
    return Notes(link, seals, link.script("write_note"))

"""The clinicians who may be asked to sign: an admin entered them, and looked in the register."""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import date

from store.keys import PREFIX
from store.link import Link
from store.sealed import Sealed
from store.signing.sealed_rows import SealedRows, sealed_rows

CLINICIANS = f"{PREFIX}review:clinicians"
PURPOSE = "clinician"


@dataclass(frozen=True, slots=True)
class Clinician:
    """A person who may be asked to sign and has no account: name, role in words, entry in a register.

    `address` is where links for this person go (e-mail). `entered_by` is the admin who entered all these
    data, and who looked in the register on the day `checked_on`.
    """

    name: str
    role: str
    registration: str
    address: str = field(repr=False)
    entered_by: str
    checked_on: date
    id: str = ""


@dataclass(frozen=True, slots=True)
class Clinicians:
    """All clinicians who may be asked. Every method raises `Unreachable`, and BrokenSeal without the key."""

    rows: SealedRows

    def enter(self, clinician: Clinician) -> str:
        """Store a clinician; return the clinician's id."""
        row = asdict(clinician) | {"id": secrets.token_hex(4)}
        self.rows.put(row["id"], row | {"checked_on": clinician.checked_on.isoformat()})
        return str(row["id"])

    def all(self) -> tuple[Clinician, ...]:
        """Every clinician, by name."""
        found = (
            Clinician(**{**row, "checked_on": date.fromisoformat(row["checked_on"])})
            for row in self.rows.all().values()
        )
        return tuple(sorted(found, key=lambda one: (one.name, one.id)))

    def one(self, clinician_id: str) -> Clinician | None:
        """The clinician with this id; None if there is none."""
        return next((one for one in self.all() if one.id == clinician_id), None)

    def remove(self, clinician_id: str) -> bool:
        """Remove a clinician, whose links then stop working; false if there is none with this id."""
        return self.rows.drop(clinician_id)


def clinicians(link: Link, seals: Sealed) -> Clinicians:
    """The part of the store that keeps the clinicians, on the connection `link`."""
    return Clinicians(sealed_rows(link, seals, CLINICIANS, PURPOSE))

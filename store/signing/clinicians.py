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
    data, and who looked in the register on the day `checked_on`. `id` is "" until the clinician is stored.
    """

    name: str = field(repr=False)
    role: str
    registration: str = field(repr=False)
    address: str = field(repr=False)
    entered_by: str
    checked_on: date
    id: str = ""


@dataclass(frozen=True, slots=True)
class Clinicians:
    """All clinicians who may be asked to sign.

    Every method raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
    """

    rows: SealedRows

    def enter(self, clinician: Clinician) -> str:
        """Store a clinician as a new one, whatever `clinician.id` is; return the id made for them.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        row = asdict(clinician) | {"id": secrets.token_hex(4)}
        self.rows.put(row["id"], row | {"checked_on": clinician.checked_on.isoformat()})
        return str(row["id"])

    def all(self) -> tuple[Clinician, ...]:
        """Every clinician, sorted by name. Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits."""
        found = (
            Clinician(**{**row, "checked_on": date.fromisoformat(row["checked_on"])})
            for row in self.rows.all().values()
        )
        return tuple(sorted(found, key=lambda one: (one.name, one.id)))

    def one(self, clinician_id: str) -> Clinician | None:
        """The clinician with this id; None if there is none.

        Raises `Unreachable`, and BrokenSeal if no NUMBER_KEY fits.
        """
        return next((one for one in self.all() if one.id == clinician_id), None)

    def remove(self, clinician_id: str) -> bool:
        """Remove a clinician; false if there is none with this id. Raises `Unreachable`.

        Their links go on working until `Reviews.forget` is called.
        """
        return self.rows.drop(clinician_id)


def clinicians(link: Link, seals: Sealed) -> Clinicians:
    """The part of the store that keeps the clinicians, on the connection `link`."""
    return Clinicians(sealed_rows(link, seals, CLINICIANS, PURPOSE))

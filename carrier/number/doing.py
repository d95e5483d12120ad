"""Changes the settings of our number, a request at a time, and reports what was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from twilio.rest import Client

from carrier.number import there
from carrier.number.asked import RefusedError
from carrier.number.before import Before
from carrier.number.there import FIELDS, OWN_ADDRESS, SERVICE, YES, There
from carrier.number.wanted import NEW_SERVICE, Change, changes


@dataclass(frozen=True, slots=True)
class Number:
    """One of our numbers (`phone`, E.164) at the carrier, whose settings can be changed.

    `before` stores the original settings; `tell` is given a line for each thing that was done.
    """

    rest: Client
    phone: str = field(repr=False)
    before: Before
    tell: Callable[[str], None]

    def provision(self, has: There, todo: tuple[Change, ...], name: str) -> None:
        """Make the changes `todo` to the number, whose present settings are `has`, and report each.

        `name` is for a messaging service that has to be made. Raises RefusedError if the carrier does not
        make a change, OSError or ValueError if the file of `before` cannot be read or written. The changes
        reported until then have been made.
        """
        self.before.note(has.sid, todo)
        new = {change.name: change.new for change in todo}
        self._set_fields(has.sid, {field: value for field, value in new.items() if field in FIELDS})
        if new.get(SERVICE) == NEW_SERVICE:
            self._join_own(has.sid, name)
        elif OWN_ADDRESS in new:
            self._set_own_address(has.settings[SERVICE], new[OWN_ADDRESS])

    def put_back(self, has: There) -> None:
        """Restore the settings from before our first change; `has` are the present ones.

        Raises RefusedError if the carrier does not make a change, OSError or ValueError if the file of
        `before` cannot be read or written.
        """
        was = self.before.of(has.sid)
        back = changes(has, {field: value for field, value in was.items() if field in FIELDS})
        self._set_fields(has.sid, {change.name: change.new for change in back})
        if made := was.get(NEW_SERVICE):
            self._leave_own(made, has.sid)
        elif OWN_ADDRESS in was and was[OWN_ADDRESS] != has.settings[OWN_ADDRESS] and has.settings[SERVICE]:
            self._set_own_address(has.settings[SERVICE], was[OWN_ADDRESS])
        self.before.forget(has.sid)

    def _set_fields(self, sid: str, settings: Mapping[str, str]) -> None:
        """Set the number's own fields in one request, and read back which values the carrier has stored.

        `sid` is the number's id. Each changed field is reported. Raises RefusedError if the carrier refuses,
        or if it still has an old value.
        """
        if not settings:
            return
        unanswered = ""
        try:
            there.set_number(self.rest, sid, settings)
        except RefusedError as error:
            if error.answered:
                raise
            unanswered = f"{error}, and "  # it may have done it all the same
        self._read_back(settings, unanswered)

    def _read_back(self, settings: Mapping[str, str], unanswered: str = "") -> None:
        left = {change.name for change in changes(there.look(self.rest, self.phone), settings)}
        for name in settings:
            if name not in left:
                self.tell(f"changed: {name}")
        if left:
            said = unanswered or "the carrier answered that all is well, and "
            raise RefusedError(f"{said}still has the old {', '.join(sorted(left))}. Run this again.")

    def _join_own(self, sid: str, name: str) -> None:
        """Put the number with the id `sid` into a messaging service of ours, called `name`.

        If an earlier run that was broken off made the service, it is used; otherwise it is made now. Raises
        RefusedError if the carrier does not do it, OSError or ValueError if the file of `before` cannot be
        read or written.
        """
        made = self.before.of(sid).get(NEW_SERVICE, "")
        if not made or there.members(self.rest, made) is None:
            made = there.make_service(self.rest, name)
            self.before.note_made(sid, made)
            self.tell(f"made: messaging service {made}")
        there.join_service(self.rest, made, sid)
        self._read_back({SERVICE: made, OWN_ADDRESS: YES})

    def _leave_own(self, made: str, sid: str) -> None:
        """Take the number (`sid`) out of the service `made` for it, and delete the service if now empty.

        Does nothing if the service does not exist any more. Raises RefusedError.
        """
        within = there.members(self.rest, made)
        if within is not None and sid in within:
            there.leave_service(self.rest, made, sid)
            self.tell(f"changed: {SERVICE}")
        if within is not None and not set(within) - {sid}:
            there.delete_service(self.rest, made)
            self.tell(f"deleted: messaging service {made}")

    def _set_own_address(self, service: str, own: str) -> None:
        there.set_own_address(self.rest, service, own == YES)
        self._read_back({OWN_ADDRESS: own})

"""The table of all rooms of a call, by name; each file in ivr/rooms has to be added here."""

from ivr.rooms import (
    callback,
    keying,
    late,
    menu,
    message,
    overview,
    person,
    screening,
    speech,
    taking_back,
    texting,
    topic,
    waiting,
)

ROOMS = {
    **menu.ROOMS,
    **overview.ROOMS,
    **topic.ROOMS,
    **speech.ROOMS,
    **person.ROOMS,
    **callback.ROOMS,
    **keying.ROOMS,
    **texting.ROOMS,
    **message.ROOMS,
    **late.ROOMS,
    **screening.ROOMS,
    **waiting.ROOMS,
    **taking_back.ROOMS,
}
CARRYING = frozenset(name for name, room in ROOMS.items() if room.carries)
"""Where what was keyed or recorded rides along, sealed (R41)."""

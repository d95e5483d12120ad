"""Reads the settings of our number at the carrier, and changes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from twilio.rest import Client

from carrier.number.asked import RefusedError, ask
from carrier.number.told import MOST_ALIKE

URLS = ("voice_url", "voice_fallback_url", "status_callback", "sms_url", "sms_fallback_url")
METHODS = (
    "voice_method", "voice_fallback_method", "status_callback_method", "sms_method", "sms_fallback_method",
)  # fmt: skip
# Where one of these is set, the carrier takes its addresses instead of the number's.
INSTEAD = ("voice_application_sid", "sms_application_sid", "trunk_sid")
FIELDS = (*URLS, *METHODS, *INSTEAD)
# Ours beside those: the messaging service that holds the number ("" for none), and whether texts to it come
# to the number's own address.
SERVICE, OWN_ADDRESS = "messaging_service", "messages_to_number"
YES, NO = "yes", "no"
NOT_FOUND = "20404"


@dataclass(frozen=True, slots=True)
class There:
    """The carrier's data: the number's id, its abilities ("voice", "sms"), and its settings by name.

    `others` is how many more numbers are in the number's messaging service.
    """

    sid: str
    can: frozenset[str]
    settings: Mapping[str, str]
    others: int = 0


def look(rest: Client, phone: str) -> There:
    """The carrier's data about a phone number (E.164) of the account.

    Raises RefusedError if the account does not have the number, or if the carrier does not answer.
    """
    found = ask(lambda: rest.incoming_phone_numbers.list(phone_number=phone, limit=MOST_ALIKE))
    one = next((one for one in found if one.phone_number == phone), None)
    if one is None:
        raise RefusedError("this number is not one of the account's. Look at both in the carrier's console.")
    able = one.capabilities or {}
    service, others = _service_of(rest, str(one.sid))
    settings = {name: str(getattr(one, name) or "") for name in FIELDS} | service
    return There(str(one.sid), frozenset(name for name, can in able.items() if can), settings, others)


def _service_of(rest: Client, sid: str) -> tuple[dict[str, str], int]:
    """The settings of the messaging service that a number is in, and how many other numbers are in it.

    The settings are the service's id, and whether texts go to each number's own address (`OWN_ADDRESS`: "yes"
    or "no"). Both are "" if the number with the id `sid` is in no service. Raises RefusedError.
    """
    for service in ask(lambda: rest.messaging.v1.services.list(limit=100)):
        if sid in (within := members(rest, str(service.sid)) or ()):
            own = YES if service.use_inbound_webhook_on_number else NO
            return {SERVICE: str(service.sid), OWN_ADDRESS: own}, len(within) - 1
    return {SERVICE: "", OWN_ADDRESS: ""}, 0


def members(rest: Client, service: str) -> tuple[str, ...] | None:
    """The ids of the numbers in the messaging service with the id `service`; None if it does not exist.

    Raises RefusedError if the carrier refuses or does not answer.
    """
    try:
        found = ask(lambda: rest.messaging.v1.services(service).phone_numbers.list(limit=400))
    except RefusedError as error:
        if error.code == NOT_FOUND:
            return None
        raise
    return tuple(str(number.sid) for number in found)


def set_number(rest: Client, sid: str, settings: Mapping[str, str]) -> None:
    """Set fields, by name, of the number with the id `sid`, all in one request.

    Raises RefusedError if the carrier does not do it.
    """
    ask(lambda: rest.incoming_phone_numbers(sid).update(**settings))


def make_service(rest: Client, name: str) -> str:
    """Make a messaging service, and return its id. Incoming texts still go to each number's own URL.

    `name` is for people to read. Raises RefusedError if the carrier does not make it.
    """
    made = ask(
        lambda: rest.messaging.v1.services.create(friendly_name=name, use_inbound_webhook_on_number=True)
    )
    return str(made.sid)


def join_service(rest: Client, service: str, sid: str) -> None:
    """Put the number with the id `sid` into the messaging service with the id `service`.

    Raises RefusedError if the carrier does not do it.
    """
    ask(lambda: rest.messaging.v1.services(service).phone_numbers.create(phone_number_sid=sid))


def leave_service(rest: Client, service: str, sid: str) -> None:
    """Take the number with the id `sid` out of the messaging service with the id `service`.

    Raises RefusedError if the carrier does not do it.
    """
    ask(lambda: rest.messaging.v1.services(service).phone_numbers(sid).delete())


def set_own_address(rest: Client, service: str, own: bool) -> None:
    """Have texts to a service's numbers sent to each number's own URL (`own` true), or to the service's URL.

    `service` is the service's id. Raises RefusedError if the carrier does not do it.
    """
    ask(lambda: rest.messaging.v1.services(service).update(use_inbound_webhook_on_number=own))


def delete_service(rest: Client, service: str) -> None:
    """Delete the messaging service with the id `service`.

    Raises RefusedError if the carrier does not do it.
    """
    ask(lambda: rest.messaging.v1.services(service).delete())

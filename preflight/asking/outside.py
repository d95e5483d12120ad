"""Checks the line from outside: its host name, its certificate, and webhooks as the carrier sends them.

The line refuses each webhook or knows it as our test (web/works.py): nothing is kept, counted or sent.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import SplitResult, urlsplit

from ivr import place as places
from ivr.model import Place
from ivr.spot import MAIN_MENU, Spot
from menus.model import Language, Pack
from preflight.asking.visits import PORTS, Visitor
from preflight.judging.before_us import FORGED_ADDRESS, FORGED_HOST, Saw
from preflight.judging.host import BROKEN, Address, Came
from preflight.judging.rounds import MOST_SECONDS, Round
from preflight.means import Means
from web.auth import sign
from web.works import OWN, SAW

HOOKS = ("/voice", "/sms")
# Below both, what the line knows for no caller's: who is refused there is not counted.
NOBODYS = ("/voice/works", "/sms/works")
NO_SIGNATURE = "A" * 27 + "="
NOTHING: Mapping[str, str] = {}
ALARM = "chest pain"


def ask_outside(means: Means, pack: Pack | None) -> Iterator[tuple[str, object]]:
    """Check the line from outside; give each result as (subject, fact).

    The subjects are fields of `Facts`. The checks stop if the host has no address, speaks no TLS or does not
    answer. They also stop if the line accepts no webhook that we sign. The places of calls and texts are
    checked in the first language of `pack`; if `pack` is None, they are not checked.
    """
    url = means.settings.public_url
    parts = urlsplit(url)
    address = _look_up(means, parts)
    yield "address", address
    if not address.found:
        return
    connect = partial(means.dial, address.found, parts.port or PORTS[parts.scheme], means.patience)
    context = means.trust() if parts.scheme == "https" else None
    visitor = Visitor(url, connect, context, means.now, means.watch)
    if context:
        with suppress(OSError):  # nobody there: the next line says so
            certificate = visitor.certificate()
            yield "certificate", certificate
            if certificate.trouble == "no TLS":
                return
            visitor = visitor.credulous() if certificate.trouble else visitor
    yield from _ask_webhooks(means, pack, visitor)


def _look_up(means: Means, parts: SplitResult) -> Address:
    address = Address(parts.scheme, parts.hostname or "")
    if not address.host:
        return address
    try:
        return replace(address, found=means.resolve(address.host, parts.port or 0))
    except OSError as error:
        return replace(address, why=error.strerror or type(error).__name__)
    except UnicodeError:
        return replace(address, why="no name has this form")


def _ask_webhooks(means: Means, pack: Pack | None, visitor: Visitor) -> Iterator[tuple[str, object]]:
    strange = {"X_Twilio_Signature": NO_SIGNATURE}
    refused = tuple(
        Round(path, visitor.post(path, {}, **headers)[0]) for path in NOBODYS for headers in ({}, strange)
    )
    yield "answers", refused[0].came
    if not 0 < refused[0].came.status < BROKEN:
        return
    yield "unsigned", refused
    signing = [Signing(visitor, token) for token in means.tokens]
    rounds = tuple(
        Round(hook, signed.ask(hook)[0], number) for number, signed in enumerate(signing) for hook in HOOKS
    )
    yield "signature", rounds
    fit = next((each.token for each in rounds if each.well and each.what == HOOKS[0]), None)
    if fit is None:
        return
    hooks = tuple(each.what for each in rounds if each.well and each.token == fit)
    yield "status", tuple(Round(f"{hook}/status", signing[fit].ask(f"{hook}/status")[0]) for hook in hooks)
    if saw := _forge(signing[fit]):
        yield "proxies", saw
    if pack:
        asked = [row for row in _places(pack) if row[1].startswith(hooks)]
        yield "places", tuple(signing[fit].time(*row) for row in asked)


@dataclass(frozen=True, slots=True)
class Signing:
    """Sends test webhooks, signed with one token as the carrier signs."""

    visitor: Visitor
    token: str = field(repr=False)

    def ask(
        self, path: str, form: Mapping[str, str] = NOTHING, **headers: str
    ) -> tuple[Came, Mapping[str, str]]:
        """Send a test webhook with the fields `form` to `path`; return the answer and its headers.

        `headers` are sent, too; in their names an underscore stands for a dash. After a network error the
        answer has status 0 and says why, and there are no headers.
        """
        path = f"{path}?{OWN}=1"
        signature = sign(self.visitor.base + path, self.token, form)
        return self.visitor.post(path, form, X_Twilio_Signature=signature, **headers)

    def time(self, what: str, path: str, form: Mapping[str, str]) -> Round:
        """Send a webhook of a call or text, and once more if the answer was slow; the faster answer counts.

        `what` names the webhook in the report. `path` and `form` are its address and its fields.
        """
        came = self.ask(path, form)[0]
        if came.seconds >= MOST_SECONDS and came.own:
            again = self.ask(path, form)[0]
            came = again if again.own and again.seconds < came.seconds else came
        return Round(what, came)


def _forge(signed: Signing) -> Saw | None:
    """How the line sees a request with a forged sender and host; None if the line does not tell."""
    headers = signed.ask(HOOKS[0], X_Forwarded_For=FORGED_ADDRESS, X_Forwarded_Host=FORGED_HOST)[1]
    try:
        told = json.loads(headers.get(SAW.lower(), ""))
        given = tuple(one.strip() for one in told["given"].split(",") if one.strip())
        return Saw(told["address"], told["peer"], given, told["host"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _places(pack: Pack) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each kind of place: its name, its webhook, and the form that leads to the place."""
    language = next(iter(pack.languages.values()))
    topic = next(iter(language.topics.values()))
    menu = _path(language, MAIN_MENU)
    yield "greeting", HOOKS[0], {}
    yield "menu", menu, {"Digits": "9"}
    yield "topic", _path(language, Spot("topic", (topic.name,))), {"Digits": "9"}
    yield "hours", menu, {"Digits": "0"}
    yield "call-back", _path(language, Spot("callback")), {"Digits": "9"}
    yield "safety", menu, {"SpeechResult": ALARM}
    yield "a topic by text", HOOKS[1], {"Body": topic.keyword}
    yield "safety by text", HOOKS[1], {"Body": ALARM}


def _path(language: Language, spot: Spot) -> str:
    return f"{HOOKS[0]}/{places.write(Place(language.code, spot))}"

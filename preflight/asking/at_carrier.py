"""Asks the carrier for our number's settings, and fetches the fallback documents it would use without us."""

import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPException
from typing import Literal
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

from carrier.number.told import BINS, Asker
from menus.model import Pack
from preflight.asking.visits import ahead
from preflight.judging.number import OK, AtCarrier, Fallbacks, Kept
from preflight.means import Means
from web.auth import sign
from web.fallback import checksum, fallback

ANSWER_SECONDS = 4
LARGEST = 64 * 1024
# What the carrier calls where the number leads when we fail: an address, and how it is asked.
FALLBACKS: dict[Literal["calls", "texts"], str] = {"calls": "voice_fallback", "texts": "sms_fallback"}


def ask_carrier(means: Means, pack: Pack | None) -> Iterator[tuple[str, object]]:
    """Ask the carrier about our number; give each finding as (subject, fact).

    The subjects are fields of `Facts`: our number, its settings for texts, and the fallback documents. The
    documents are compared with those made of `pack`; if `pack` is None, they are not compared. Without a
    token nothing is asked. If the carrier refuses or does not answer, the fact says so, and the facts that
    depend on that answer are missing.
    """
    settings = means.settings
    given = {"TWILIO_ACCOUNT_SID": settings.account_sid, "TWILIO_NUMBER": settings.number}
    if missing := tuple(name for name, value in given.items() if not value):
        yield "carrier", AtCarrier(missing=missing)
        return
    if not means.tokens:  # "signature" says so
        return
    asker = Asker(settings.account_sid, means.tokens[0], settings.api_base)
    told = asker.number(settings.number)
    seen = AtCarrier(told.status, told.why, told.row, off=ahead(means.now(), told.date))
    yield "carrier", seen
    if seen.status == OK and told.row is not None:
        texts = asker.texts(told.row)
        yield "webhooks", AtCarrier(texts.status, texts.why, texts.row, by_service=texts.by_service)
        seen = replace(seen, row=texts.row or told.row)
        made = fallback(pack, settings.number) if pack else None
        documents = {"calls": made.voice, "texts": made.text} if made else {}
        of = {
            what: _kept(means, seen.set_to(f"{name}_url"), seen.set_to(f"{name}_method"), documents.get(what))
            for what, name in FALLBACKS.items()
        }
        yield "fallback", Fallbacks(of)


def _kept(means: Means, address: str, method: str, ours: bytes | None) -> Kept:
    """The document at a fallback `address` of the carrier, requested by `method` as the carrier would.

    It is compared with `ours`, the document that the pack makes (None: it is not compared). Nothing is
    requested from our own host, nor for an empty `address`. A network error is told in the result's `why`.
    """
    address = address.partition("#")[0]
    if not address:
        return Kept("")
    parts = urlsplit(address)
    if parts.hostname and parts.hostname == urlsplit(means.settings.public_url).hostname:
        return Kept(address, ours=True)
    if parts.scheme not in ("http", "https"):
        return Kept(address, why="no address of the web")
    asking = as_carrier(address, method, means.settings.account_sid, means.tokens[0])
    try:
        with urllib.request.urlopen(asking, timeout=ANSWER_SECONDS) as answer:  # noqa: S310, looked at above
            document = answer.read(LARGEST)
    except (OSError, HTTPException, ValueError) as error:
        return Kept(address, why=str(error.code) if isinstance(error, HTTPError) else type(error).__name__)
    return Kept(address, same=None if ours is None else checksum(document) == checksum(ours))


def as_carrier(address: str, method: str, sid: str, token: str) -> urllib.request.Request:
    """A request to `address` as the carrier makes it, signed with `token`.

    It is a GET if `method` is "GET", otherwise a POST. A POST has the account's id (`sid`) among its fields.
    A GET has the id only if it goes to a TwiML Bin, which needs it.
    """
    named = {"AccountSid": sid}
    if method == "GET":  # elsewhere a query may name another document
        if urlsplit(address).hostname == BINS:
            address += f"{'&' if urlsplit(address).query else '?'}{urlencode(named)}"
        signed = {"X-Twilio-Signature": sign(address, token)}
        return urllib.request.Request(address, headers=signed)  # noqa: S310, its callers look at it
    signed = {"X-Twilio-Signature": sign(address, token, named)}
    return urllib.request.Request(address, urlencode(named).encode(), signed)  # noqa: S310, as above

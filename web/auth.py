"""The check of webhooks: a request that the carrier has not signed gets 403."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, Response, g, request
from twilio.request_validator import RequestValidator
from werkzeug.http import parse_options_header

from web.fields import by_name, read_fields
from web.tokens import Tokens

WEBHOOKS = ("voice", "sms")
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PORT = re.compile(r":[0-9]*$")
SIGNATURE = re.compile(r"[A-Za-z0-9+/]{27}=")  # SHA-1 in base64
ASKS = ("GET", "HEAD")
NO_FORM: Mapping[str, str] = MappingProxyType({})
# The carrier's forms have some 30 short fields and a text of at most 1,600 characters, 12 bytes each at most.
LARGEST_REQUEST = 64 * 1024


def guard(app: Flask, tokens: Tokens, public_url: str) -> None:
    """Make `app` answer 403 to each request below /voice or /sms that no token of `tokens` has signed.

    Without any token, all such requests get 403. If a signature fits none of the tokens, the tokens are read
    again, because they may have been rotated. A body over MAX_CONTENT_LENGTH gets 413.

    `public_url` is our URL as the carrier knows it, without a slash at its end. If it is "", the scheme and
    host of the request are used, which a ProxyFix may have set. The check comes before routing, so it also
    holds for unknown paths and wrong methods. The result of the check is kept in `g.signed`. A signed GET has
    its fields in the query; they become `request.form`.
    """

    @app.before_request
    def turn_away() -> Response | None:
        # the request itself: a dozen looks through the proxy cost as much as the HMAC
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]
        if not _is_webhook(asked.path):
            return None
        known = tokens()
        g.signed = is_signed(asked, _validators(known), public_url)
        if not g.signed and not is_hopeless(asked.environ) and (newer := tokens.renew()) != known:
            g.signed = is_signed(asked, _validators(newer), public_url)
        if g.signed:
            # plain dictionaries: a form is asked for some fifteen fields, and no field of ours comes twice
            asked.args = by_name(read_fields(asked.query_string.decode(errors="replace")))  # type: ignore[assignment]
            if asked.method in ASKS:
                asked.form = asked.args  # type: ignore[assignment]
            return None
        return Response("403 Forbidden\n", 403, content_type="text/plain; charset=utf-8")


def sign(url: str, token: str, form: Mapping[str, str] = NO_FORM) -> str:
    """The signature (base64) that the carrier would give a request to `url`, made with our auth `token`.

    `form` has the fields of a POST; it is empty for a GET or a JSON body.
    """
    signature: str = RequestValidator(token).compute_signature(url, form)
    return signature


@lru_cache(maxsize=4)
def _validators(tokens: tuple[str, ...]) -> tuple[RequestValidator, ...]:
    return tuple(RequestValidator(token) for token in tokens)


def is_hopeless(environ: Mapping[str, Any]) -> bool:
    """Whether a request is a webhook without a well-formed signature; its body need not be read.

    `environ` is the WSGI environment of the request. False for a request that is no webhook.
    """
    given = environ.get("HTTP_X_TWILIO_SIGNATURE", "")
    return _is_webhook(environ["PATH_INFO"]) and not SIGNATURE.fullmatch(given)


def _is_webhook(path: str) -> bool:
    return path.lstrip("/").partition("/")[0] in WEBHOOKS


def is_signed(asked: Request, validators: tuple[RequestValidator, ...], public_url: str) -> bool:
    """Whether the signature of a request fits one of `validators`, one for each auth token.

    False without validators or a signature. The carrier may have signed our URL with or without a port.
    `public_url` is our URL as the carrier knows it; with "" the scheme and host of the request are used.
    """
    beside = _beside_url(asked) if validators and not is_hopeless(asked.environ) else None
    if beside is None:
        return False
    signed, given = _wire_path(asked) + beside, asked.headers["X-Twilio-Signature"].encode()
    return any(
        hmac.compare_digest(validator.compute_signature(base + signed, None).encode(), given)
        for base in _both_forms(public_url or f"{asked.scheme}://{asked.host}")
        for validator in validators
    )


def _beside_url(asked: Request) -> str | None:
    """The text that the carrier signs after the URL; None if the body cannot have been signed.

    For a form, the text is the names and values of the fields, sorted, without repeats. The form is kept as
    `asked.form`. For a JSON body the text is "": its hash is in the URL (`bodySHA256`), which is signed. The
    text is the same for the URL with and without a port, and for all tokens, so it is made only once. That
    takes a tenth of the time of Twilio's own code.
    """
    body, kind = asked.get_data(), _kind(asked.content_type or "")
    if kind == FORM:
        try:
            fields = read_fields(body.decode())
        except UnicodeDecodeError:
            return None
        asked.form = by_name(fields)  # type: ignore[assignment]
        return None if body and not fields else "".join(chain.from_iterable(sorted(set(fields))))
    named = asked.args.get("bodySHA256", "").encode("utf-8", "replace")
    bound = kind == JSON and hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), named)
    return "" if bound or not body else None


@lru_cache(maxsize=8)
def _kind(content_type: str) -> str:
    """The media type in a Content-Type header, in small letters, without parameters such as the charset."""
    return parse_options_header(content_type)[0].lower()


def _wire_path(asked: Request) -> str:
    """The path and query of the request as the carrier signed them.

    The server has decoded the escapes in the path, so the path is escaped again. If the carrier escaped it in
    another way, no signature fits. That does no harm, because only paths that are not ours have escapes.
    """
    path = quote(asked.environ.get("PATH_INFO", "").encode("latin-1"), safe="/!$&'()*+,:;=@")
    query: str = asked.environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=64)
def _both_forms(base: str) -> tuple[str, str]:
    """The beginning of a URL in two forms, with its port and without, to try a signature on both.

    The form that the carrier more likely signed comes first.
    """
    scheme, _, rest = base.partition("://")
    host, slash, prefix = rest.partition("/")
    bare = PORT.sub("", host)
    port = host if host != bare else f"{host}:{443 if scheme == 'https' else 80}"
    likely = (bare, port) if scheme == "https" or host == bare else (port, bare)
    first, second = (f"{scheme}://{form}{slash}{prefix}" for form in likely)
    return first, second

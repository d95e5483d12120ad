"""The guard of the webhooks: whoever is not the carrier gets 403."""

import hashlib
import hmac
import re
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, Request, Response, g, request
from twilio.request_validator import RequestValidator

WEBHOOKS = ("voice", "sms")
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PORT = re.compile(r":[0-9]*$")


def guard(app: Flask, tokens: tuple[str, ...], public_url: str) -> None:
    """Turn away each webhook that is not signed with one of `tokens`; with none, all of them.

    `public_url` is what the carrier calls us by, without a slash at its end; where it is empty, the
    request's own scheme and host are taken, which a ProxyFix round the app may have set. The guard stands
    before routing: unknown paths and wrong methods are turned away too. A body over MAX_CONTENT_LENGTH
    gets 413. What was signed is known from then on by `g.signed`.
    """
    validators = tuple(RequestValidator(token) for token in tokens)

    @app.before_request
    def turn_away() -> Response | None:
        # the request itself: a dozen looks through the proxy cost as much as the HMAC
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]
        first = asked.path.lstrip("/").partition("/")[0]
        if first not in WEBHOOKS:
            return None
        g.signed = is_signed(asked, validators, public_url)
        if g.signed:
            return None
        return Response("403 Forbidden\n", 403, content_type="text/plain; charset=utf-8")


def is_signed(asked: Request, validators: tuple[RequestValidator, ...], public_url: str) -> bool:
    """Whether the signature is the carrier's, for one of the two forms in which it writes our URL."""
    given = asked.headers.get("X-Twilio-Signature", "").encode("utf-8", "replace")
    beside = _beside_url(asked) if given and validators else None
    if beside is None:
        return False
    signed = _wire_path(asked) + beside
    return any(
        hmac.compare_digest(validator.compute_signature(base + signed, None).encode(), given)
        for base in _both_forms(public_url or f"{asked.scheme}://{asked.host}")
        for validator in validators
    )


def _beside_url(asked: Request) -> str | None:
    """Put together what is signed beside the URL: the form by name, equal values once. None: unsigned.

    A JSON body is bound to the URL by its hash in `bodySHA256`. The form is put together here, and not by the
    library, because it serves two forms of the URL and two tokens, and takes a third of the time.
    """
    if asked.mimetype == FORM:
        if not asked.form and asked.content_length:
            return None  # a body that is not UTF-8 is read as an empty form
        return "".join(
            name + value
            for name, values in sorted(asked.form.lists())
            for value in (values if len(values) == 1 else sorted(set(values)))
        )
    body = asked.get_data()
    named = asked.args.get("bodySHA256", "").encode("utf-8", "replace")
    bound = asked.mimetype == JSON and hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), named)
    return "" if bound or not body else None


def _wire_path(asked: Request) -> str:
    """Path and query as the carrier signed them.

    A server hands the path on with its escapes decoded; no path of ours has any, so nothing is lost.
    """
    path = quote(asked.environ.get("PATH_INFO", "").encode("latin-1"), safe="/!$&'()*+,:;=@")
    query: str = asked.environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=64)
def _both_forms(base: str) -> tuple[str, str]:
    """Write the beginning of a URL in its two forms, with a port and without, the likelier first."""
    scheme, _, rest = base.partition("://")
    host, slash, prefix = rest.partition("/")
    bare = PORT.sub("", host)
    port = host if host != bare else f"{host}:{443 if scheme == 'https' else 80}"
    likely = (bare, port) if scheme == "https" or host == bare else (port, bare)
    first, second = (f"{scheme}://{form}{slash}{prefix}" for form in likely)
    return first, second

"""Browsers in which a name has signed in before, known by a signed cookie for each name (R55)."""

import hashlib
import secrets

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, Signer

LASTS = 400 * 24 * 3600  # seconds: as long as browsers keep a cookie


def known(name: str) -> str:
    """The random id of this browser, if somebody has signed in with it as `name` before; else "".

    The id is read from the signed cookie that `remember` gave the browser.
    """
    try:
        return _signer(name).unsign(request.cookies.get(_cookie(name), "")).decode()
    except BadSignature:
        return ""


def remember(name: str) -> None:
    """Set a signed cookie that marks the browser as one in which `name` has signed in.

    The cookie has a random value, and wrong passwords are counted for each value. A browser that has a cookie
    for `name` keeps the old value. Otherwise a thief could collect several values, and guess ten times with
    each.
    """
    mark = _signer(name).sign(known(name) or secrets.token_urlsafe(12)).decode()

    @after_this_request
    def give(response: Response) -> Response:
        response.set_cookie(
            _cookie(name),
            mark,
            LASTS,
            path="/desk",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            httponly=True,
            samesite="Lax",
        )
        return response


def _cookie(name: str) -> str:
    """The name of the cookie that marks a browser as known for one account.

    Several accounts may share a browser. The name holds a hash, so that it does not give the account away.
    """
    return f"known-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _signer(name: str) -> Signer:
    """The signer of the cookie that shows that somebody signed in as `name` in this browser before.

    The signer accepts no cookie that was signed for another name.
    """
    return Signer(str(current_app.secret_key), salt=f"known browser {name}", digest_method=hashlib.sha256)

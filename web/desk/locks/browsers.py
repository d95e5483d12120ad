"""Browsers in which somebody has signed in before, known by a signed cookie for each of their names (R55)."""

import hashlib
import secrets

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, Signer

LASTS = 400 * 24 * 3600  # seconds: as long as browsers keep a cookie


def known(name: str) -> str:
    """The mark of this browser, where somebody of this name has signed in with it before; else ""."""
    try:
        return _signer(name).unsign(request.cookies.get(_cookie(name), "")).decode()
    except BadSignature:
        return ""


def remember(name: str) -> None:
    """Have the answer to this request give the browser a mark for this name, if it has none.

    A browser keeps its one mark: who could collect many would have ten guesses with each.
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
    """The name of the cookie that marks a browser as known for one account; several may share a browser.

    It holds a hash, so that it does not tell the account's name.
    """
    return f"known-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _signer(name: str) -> Signer:
    """What signs a mark for this name alone."""
    return Signer(str(current_app.secret_key), salt=f"known browser {name}", digest_method=hashlib.sha256)

"""Cookie sessions for browsers only: the carrier sends no cookies, and webhooks should not wait."""

from dataclasses import dataclass

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin


@dataclass(frozen=True, slots=True)
class Sessions:
    """Flask's own sessions (`pages`), except for requests whose path begins with one of `without`.

    Opening a session would take a fifteenth of a webhook's time, even without a cookie.
    """

    pages: SessionInterface
    without: tuple[str, ...]

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        """Open Flask's session for a request; None if its path begins with one of `without`."""
        if request.path.lstrip("/").partition("/")[0] in self.without:
            return None
        return self.pages.open_session(app, request)

    def make_null_session(self, app: Flask) -> SessionMixin:
        """The empty session for a request whose path has no session; it can be read but not changed."""
        return self.pages.make_null_session(app)

    def is_null_session(self, session: object) -> bool:
        """Whether a session is an empty one from `make_null_session`, which cannot be changed."""
        return self.pages.is_null_session(session)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save the session in its cookie if it was changed."""
        self.pages.save_session(app, session, response)

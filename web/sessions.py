"""Cookie sessions for browsers alone: the carrier sends no cookie, and its webhooks should not wait."""

from dataclasses import dataclass

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin


@dataclass(frozen=True, slots=True)
class Sessions:
    """Flask's sessions as `pages` makes them, but none for paths that begin with one of `without`.

    Opening a session, even without a cookie, takes a fifteenth of a webhook's time.
    """

    pages: SessionInterface
    without: tuple[str, ...]

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        """Open the session of a request; None where its path has no session."""
        if request.path.lstrip("/").partition("/")[0] in self.without:
            return None
        return self.pages.open_session(app, request)

    def make_null_session(self, app: Flask) -> SessionMixin:
        """Make the empty session for paths without one: it can be read but not changed."""
        return self.pages.make_null_session(app)

    def is_null_session(self, session: object) -> bool:
        """Whether this is such an empty session."""
        return self.pages.is_null_session(session)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save the session in its cookie if it was changed."""
        self.pages.save_session(app, session, response)

"""Sessions for people with a browser alone: the carrier sends no cookie, and its webhooks are not to wait."""

from dataclasses import dataclass

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin


@dataclass(frozen=True, slots=True)
class Sessions:
    """As `pages` keeps them, but with none at all for paths below one of `without`.

    To open one, if only to find no cookie, takes a fifteenth of a webhook's time.
    """

    pages: SessionInterface
    without: tuple[str, ...]

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:
        """Open the session of a request; None where there is to be none."""
        if request.path.lstrip("/").partition("/")[0] in self.without:
            return None
        return self.pages.open_session(app, request)

    def make_null_session(self, app: Flask) -> SessionMixin:
        """Make what stands for none: it may be read, and never written."""
        return self.pages.make_null_session(app)

    def is_null_session(self, session: object) -> bool:
        """Whether it stands for none."""
        return self.pages.is_null_session(session)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save it in a cookie, if it was changed."""
        self.pages.save_session(app, session, response)

"""The common part of all pages: our own styles, a light or dark theme, headers against scripts."""

from collections.abc import Callable

from flask import Blueprint, Flask, Response, g, request
from flask_bootstrap import Bootstrap5
from markupsafe import Markup, escape
from werkzeug.exceptions import RequestEntityTooLarge

from menus.model import Pack

# No inline script, no inline style, nothing from another host. Bootstrap's own sheet draws with data: images.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
THEMES = ("auto", "light", "dark")
COOKIE, YEAR = "theme", 365 * 24 * 3600
PAGES = ("text/html", "image/svg+xml")


def dress(app: Flask, pack: Callable[[], Pack]) -> None:
    """Give `app` what its pages need: styles below /look and /bootstrap, template values, headers.

    Templates get `theme`, `service` (the name of the pack's line), and the functions `lang` and `in_lang`. A
    field `theme` in a form or query changes the theme, which is then kept in a cookie.
    """
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    # Bootstrap's files are served below the app's static path, which an app without a static folder lacks
    app.static_url_path = app.static_url_path or "/static"
    app.jinja_env.globals.update(lang=_lang, in_lang=_in_lang)
    Bootstrap5(app)
    app.register_blueprint(Blueprint("pages", __name__, "static", "/look", "templates"))

    @app.context_processor
    def shared() -> dict[str, str]:
        return {"theme": theme(), "service": pack().service}

    @app.after_request
    def close(response: Response) -> Response:
        if response.mimetype in PAGES:
            response.headers.extend(HEADERS)
            response.headers.setdefault("Cache-Control", "no-store")
            if _chosen_theme():
                response.set_cookie(
                    COOKIE, _chosen_theme(), YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
                )
        return response


def _lang(code: str) -> Markup:
    """The HTML attributes for words in the language `code`, such as ` lang="cy" dir="auto"`.

    With these a screen reader reads the words with that language's sounds (WCAG 3.1.2). There are none if
    `code` is English, the language of all pages, or "", which stands for English.
    """
    return Markup("") if not code or code.startswith("en") else Markup(' lang="{}" dir="auto"').format(code)


def _in_lang(code: str, words: str) -> Markup:
    """`words` as HTML for a sentence of the page, in a span that names the language `code` unless English."""
    marked = _lang(code)
    return Markup("<span{}>{}</span>").format(marked, words) if marked else escape(words)


def theme() -> str:
    """The theme of this page: "light", "dark", or "auto" for the browser's preference."""
    if "theme" not in g:
        kept = request.cookies.get(COOKIE, "")
        g.theme = _chosen_theme() or (kept if kept in THEMES else "auto")
    return str(g.theme)


def _chosen_theme() -> str:
    """The theme that this request changes to; "" if it changes none."""
    try:
        asked = request.values.get("theme", "")
    except RequestEntityTooLarge:  # the page that says so has a theme, too
        return ""
    return asked if asked in THEMES else ""

"""Finds the page with a button from the button's path: the nearest page above that path."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException

NOWHERE = "desk.nowhere"


def page_of(path: str) -> str:
    """The path and query of the page to which a button's path (perhaps with a query) belongs.

    For a button of a record this is the record's page. If no page is found, it is the desk's first page.
    """
    to, mark, query = path.partition("?")
    pages = current_app.create_url_adapter(request)
    assert pages is not None  # there is a request
    here = True
    while to.count("/") > 1:
        try:
            endpoint, named = pages.match(to, method="GET")
        except HTTPException:
            endpoint, named = NOWHERE, {}
        # a button's own address may look like a record's: "callbacks/next"
        if endpoint != NOWHERE and not (here and named):
            return f"{to}{mark}{query}"
        to, here = to.rpartition("/")[0], False
    return to

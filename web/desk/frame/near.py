"""Finds the page on which a button stood, by its address: the nearest above it that can be opened."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException

NOWHERE = "desk.nowhere"


def page_of(path: str) -> str:
    """The path of the page to which a button's address (path, perhaps with a query) belongs, with its query.

    It is the page of the record where the button is one of a record; without a better one, it is Today.
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

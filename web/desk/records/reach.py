"""How the line can reach its staff by itself, as it is set up."""

from settings import Settings, not_set
from web.desk.needs import Tells


def tells_of(settings: Settings) -> Tells:
    """How the worker can tell staff of something; without an account at the carrier there is no worker."""
    if not_set(settings):
        return Tells()
    mails = ["@" in one for one in settings.bell_to]
    post = bool(settings.smtp_url)
    return Tells(texts=True, phones=not all(mails), mail=post and any(mails), letters=post)

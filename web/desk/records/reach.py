"""The channels by which the line can notify its staff, according to the settings."""

from settings import Settings, not_set
from web.desk.needs import Tells


def tells_of(settings: Settings) -> Tells:
    """The channels by which the worker can notify staff; none without an account at the carrier.

    Without such an account the worker sends nothing.
    """
    if not_set(settings):
        return Tells()
    mails = ["@" in one for one in settings.bell_to]
    post = bool(settings.smtp_url)
    return Tells(texts=True, phones=not all(mails), mail=post and any(mails), letters=post)

"""Our account at the carrier, for processes that run as long as the line."""

from datetime import UTC, datetime

from carrier.account import Account
from settings import Settings
from web.tokens import Tokens


def its_account(settings: Settings) -> Account:
    """Our account at the carrier; its token is read again once the carrier refuses the present one."""
    tokens = Tokens(settings.auth_tokens, settings.auth_token_file, lambda: datetime.now(UTC))
    return Account(
        settings.account_sid,
        tokens()[0],
        settings.number,
        settings.api_base,
        f"{settings.public_url}/sms/status" if settings.public_url else "",
        lambda: tokens.renew()[0],
    )

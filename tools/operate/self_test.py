"""`flask self-test`: the line rings and texts itself through the carrier, and reports the result."""

import json
import sys

import click

from tools.people.store_now import settings_now, store_now

MISUSED = 2
NEEDED = {
    "TWILIO_ACCOUNT_SID": "account_sid",
    "TWILIO_AUTH_TOKEN": "auth_tokens",
    "TWILIO_NUMBER": "number",
    "PUBLIC_URL": "public_url",
}
NO_TEXT = "text: not tried, since the carrier texts no number from itself: set SELF_TEST_NUMBER"


@click.command("self-test")
@click.option("--json", "as_json", is_flag=True, help="An object, for a program.")
@click.option("--wait", default=60.0, show_default=True, help="Seconds to wait for the reply to the text.")
def self_test(as_json: bool, wait: float) -> None:
    """Ring and text the line through the carrier, as a caller would, and tell whether it answers rightly.

    The test listens to the line and presses keys. It rings as if the helpline were open, and again as if it
    were closed. Nothing is kept of these calls, and no person is rung.

    SELF_TEST_NUMBER, a second number of the account, rings and texts. Without it TWILIO_NUMBER rings itself,
    and no text is sent.

    Exit code: 0 if all was heard as it ought to be, 1 if not, 2 for a wrong setting.
    """
    from tools.rehearsing.account import its_account  # here, as the next: they load the whole line
    from tools.rehearsing.whole_test import kept_parts

    settings = settings_now()
    if missing := [name for name, field in NEEDED.items() if not getattr(settings, field)]:
        click.echo(f"Error: {', '.join(missing)}: not set", err=True)
        sys.exit(MISUSED)
    with store_now() as (store, _):
        parts = []
        for part in kept_parts(settings, its_account(settings), store, wait):
            parts.append(part)
            if not as_json:
                click.echo("\n".join(f"{part.name}: {told}" for told in part.faults or ("all is well",)))
    if as_json:
        click.echo(json.dumps({part.name: list(part.faults) for part in parts}, indent=2))
    elif not settings.self_test_number:
        click.echo(NO_TEXT)
    sys.exit(1 if any(part.faults for part in parts) else 0)

"""`flask failed`: emails staff that a unit of the line has failed; systemd runs it (OnFailure=)."""

import os
import sys

import click

from settings import BadSetting, read

MISUSED = 2
# What people call what a unit does; another is called by its own name.
NAMES = {
    "line-backup.service": "the backup of the line",
    "line-look@preflight.service": "the line's preflight",
    "line-look@self-test.service": "the line's self-test",
}


@click.command()
@click.argument("unit")
def failed(unit: str) -> None:
    """Mail staff that UNIT has failed: to the addresses in BELL_TO, by SMTP_URL.

    If these are not set, the failure is only said in the log.

    Exit code: 0 if it is mailed or said, 1 if the mail server does not take it, 2 for a wrong setting.
    """
    from carrier.bell import Staff, mail
    from carrier.ended import Done

    words = f"{NAMES.get(unit, unit)} failed: see journalctl -u {unit}"
    try:
        settings = read(os.environ, keys=False)
    except BadSetting as error:
        click.echo(f"{words} (nobody is mailed: {error})", err=True)
        sys.exit(MISUSED)
    staff = Staff(settings.bell_to, settings.smtp_url)
    if not staff.addresses:
        click.echo(f"{words} (nobody is mailed: that takes SMTP_URL, and an address in BELL_TO)", err=True)
        return
    outcome = mail(staff, words)
    if not isinstance(outcome, Done):
        raise click.ClickException(f"{words} (nobody is mailed: the mail server: {outcome.why})")

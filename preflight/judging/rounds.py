"""Whether signed webhooks are answered and others refused: with each token, at each kind of place."""

from dataclasses import dataclass

from preflight.judging.host import Came
from preflight.judging.line import Line, fault, listed, well

OK, NO_CONTENT, FORBIDDEN = 200, 204, 403
TAKEN = range(200, 300)
MOST_SECONDS = 1.0
ORDINALS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Round:
    """A test webhook and its answer (`came`).

    `what` is the webhook's path, or the kind of place. `token` is the number, from 0, of the token that
    signed the webhook.
    """

    what: str
    came: Came
    token: int = 0

    @property
    def well(self) -> bool:
        """Whether the line itself answered the webhook and knew it as our test."""
        return self.came.own and self.came.status in (OK, NO_CONTENT)


def signature(rounds: tuple[Round, ...]) -> Line:
    """The report line about webhooks signed with each of our tokens: a fault if any was not answered.

    Without a token there are no `rounds` (test webhooks and their answers), which is a fault, too.
    """
    if not rounds:
        mend = "set it to the account's auth token, from the carrier's console"
        return fault("signature", "TWILIO_AUTH_TOKEN is not set: every webhook gets 403", mend)
    tokens = len({each.token for each in rounds})
    for each in rounds:
        if not each.well:
            by = f", signed with the {ORDINALS[each.token]} of {tokens} tokens," if tokens > 1 else ""
            return fault("signature", f"{each.what}{by} {_said(each.came)}", _mend(each.came))
    paths = listed(each.what for each in rounds)
    return well("signature", f"{paths} answered what {tokens} token{'s' if tokens > 1 else ''} signed")


def _said(came: Came) -> str:
    if not came.status:
        return f"is not answered ({came.why})"
    if came.to:
        return f"is sent on ({came.status})"
    return f"gets {came.status}" + (", but not from this line" if came.status in TAKEN else "")


def _mend(came: Came) -> str:
    if came.to:
        return "answer at this very URL, or write into PUBLIC_URL where it leads"
    if came.status == FORBIDDEN:
        return "let the running line have this token, and PUBLIC_URL as the carrier calls it"
    return "let the proxy pass all below /voice and /sms to the line, path, query and body as they came"


def unsigned(rounds: tuple[Round, ...]) -> Line:
    """The report line about webhooks without a signature, or with a wrong one.

    `rounds` are such test webhooks and their answers. It is a fault if any got another answer than 403.
    """
    taken = [each for each in rounds if each.came.status in TAKEN]
    if taken:
        saw = f"{listed(each.what for each in taken)}: answered {taken[0].came.status}"
        return fault("unsigned", saw, "let the line itself answer there: it refuses whom it does not know")
    for each in rounds:
        if each.came.status != FORBIDDEN:
            return fault(
                "unsigned", f"{each.what} {_said(each.came)}; unsigned it should get 403", _mend(each.came)
            )
    return well("unsigned", "a webhook without a signature, and one with a wrong one, are refused")


def status(rounds: tuple[Round, ...]) -> Line:
    """The report line about the webhooks by which the carrier tells how a call or a text ended.

    `rounds` are such test webhooks and their answers. It is a fault if any was not answered.
    """
    for each in rounds:
        if not each.well:
            return fault("status", f"{each.what} {_said(each.came)}", _mend(each.came))
    return well("status", f"{listed(each.what for each in rounds)} are answered")


def places(rounds: tuple[Round, ...]) -> Line:
    """The report line about each kind of place of a call or text: a fault if not answered within a second.

    `rounds` has one test webhook and its answer for each kind; there must be one at least.
    """
    broken = [each for each in rounds if not each.well]
    if broken:
        saw = f"{broken[0].what} {_said(broken[0].came)}"
        return fault("places", saw, "look in the line's log for this moment; ring there with `flask call`")
    slow = [each for each in rounds if each.came.seconds >= MOST_SECONDS]
    if slow:
        told = listed(f"{each.what} {each.came.seconds:.1f} s" for each in slow)
        mend = "see what else this machine does, and how far it is (docs/operate.md)"
        return fault("places", f"over {MOST_SECONDS:.0f} s: {told}", mend)
    kinds, longest = listed(each.what for each in rounds), max(each.came.seconds for each in rounds)
    return well("places", f"{kinds}: {longest:.2f} s at most")

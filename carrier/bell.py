"""Tells staff, by text and e-mail, how many call-backs and messages are new, but no phone number or topic."""

import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from twilio.rest import Client

from carrier import texts
from carrier.account import Account
from carrier.ended import Done, Ended, Later, Never
from store.promises.outbox import Text
from store.signing.letters import Letter

ANSWER_SECONDS = 15
SMTP_PORT = 587
SMTPS_PORT = 465
NO_LANGUAGES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff to tell: phone numbers (E.164) and e-mail addresses, both in `tell`.

    `smtp_url` is the mail server; with "" no e-mail is sent.
    """

    tell: tuple[str, ...] = field(default=(), repr=False)
    smtp_url: str = field(default="", repr=False)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The phone numbers of the staff to notify by text: entries of `tell` that are no e-mail address."""
        return tuple(one for one in self.tell if "@" not in one)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that get an e-mail; none if there is no mail server."""
        return tuple(one for one in self.tell if "@" in one) if self.smtp_url else ()


def tell(
    client: Client, account: Account, staff: Staff, words: str, goes_on: Callable[[], None] = lambda: None
) -> list[Ended]:
    """Send `words` to everybody in `staff`: a text to each number, and one e-mail to all addresses.

    Returns the result of each text. If there are addresses, the result of the e-mail comes last. If there is
    nobody to tell, the list is empty. `goes_on` is called before each sending, because each may take long: it
    shows the watchdog that the thread is alive.
    """
    outcomes: list[Ended] = []
    for number in staff.numbers:
        goes_on()
        outcomes.append(texts.send(client, account, Text(number, words)))
    if staff.addresses:
        goes_on()
        outcomes.append(mail(staff, words))
    return outcomes


def notice(service: str, new: Mapping[str, int], languages: Mapping[str, str] = NO_LANGUAGES) -> str:
    """The words for staff, at most one text long: only how many call-backs and messages are new.

    `service` is the line's name. `new` holds the numbers by kind ("callbacks", "messages"), and by kind and
    language code ("callbacks cy"). `languages` holds the English names of the languages beside the pack's
    first, by code, for "7 in Welsh".
    """
    parts = [
        f"{count} new {one if count == 1 else several}{_in_which(new, name, languages)}"
        for name, one, several in (
            ("callbacks", "call-back", "call-backs"),
            ("messages", "spoken message", "spoken messages"),
        )
        if (count := new.get(name, 0))
    ]
    return f"{service} staff: {' and '.join(parts)}. Please look at the desk."


def _in_which(new: Mapping[str, int], kind: str, languages: Mapping[str, str]) -> str:
    """How many of the kind `kind` ("callbacks") are in another language than the pack's first, in words.

    The words are such as " (7 in Welsh)", "" for none. `new` holds the numbers by kind and language code
    ("callbacks cy"), `languages` the English names of the other languages by code.
    """
    counted = ((new.get(f"{kind} {code}", 0), name) for code, name in languages.items())
    told = ", ".join(f"{count} in {name}" for count, name in counted if count)
    return f" ({told})" if told else ""


def tell_of_flag(
    client: Client, account: Account, staff: Staff, service: str, whom: str, waiting: int
) -> Ended:
    """Tell staff how many records with a safeguarding flag wait (`waiting`), and nothing else.

    `service` is the line's name. `whom` says who is told: (a) a phone number (E.164) is the phone of the lead
    for safeguarding; (b) "" means the e-mail addresses of `staff`; (c) "all" means these addresses and the
    phones of `staff`. If the text to the lead's phone fails for good, the phones of `staff` are told instead.
    The result is Done if anybody was told. Otherwise it is Later if a retry may help, else Never.
    """
    to = tuple(one for one in staff.tell if whom == "all" or "@" in one) if whom in ("", "all") else (whom,)
    flagged = f"{waiting} records are flagged and wait" if waiting > 1 else "a record is flagged"
    words = f"{service} staff: {flagged}. Please look at the desk."
    outcomes = tell(client, account, Staff(to, staff.smtp_url), words)
    if to == (whom,) and all(isinstance(one, Never) for one in outcomes):
        outcomes += tell(client, account, Staff(staff.numbers), words)
    for kind in (Done, Later, Never):
        for one in outcomes:
            if isinstance(one, kind):
                return one
    return Never("nobody")


def mail(staff: Staff, words: str) -> Ended:
    """Send one e-mail of these words to all addresses of `staff`.

    The result is Done once the mail server has taken the e-mail. It is Later if the server cannot be reached
    or refuses the e-mail. It is Never if `staff` has no mail server or no address.
    """
    return post(staff, Letter(", ".join(staff.addresses), words, words))


def post(staff: Staff, letter: Letter) -> Ended:
    """Send `letter` by the mail server of `staff`: to its own address or, without one, to all of `staff`.

    `staff.smtp_url` holds the server's user and password, if it needs any. The sender is this user if it is
    an e-mail address. Otherwise the sender is the first address of `staff` or, without any, "line" at the
    server's name. The result is Done once the server has taken the letter. It is Later if the server cannot
    be reached or refuses the letter. It is Never if there is no mail server or no address.
    """
    if not staff.smtp_url:
        return Never("no_mail_server")
    if not (letter.to or staff.addresses):
        return Never("nobody")
    server = urlsplit(staff.smtp_url)
    user = unquote(server.username or "")
    sent = EmailMessage()
    sent["Subject"], sent["To"] = letter.subject, letter.to or ", ".join(staff.addresses)
    sent["From"] = user if "@" in user else next(iter(staff.addresses), f"line@{server.hostname}")
    sent.set_content(letter.words)
    try:
        with _connect(server.scheme, server.hostname or "", server.port) as smtp:
            _encrypt(smtp)
            if user:
                smtp.login(user, unquote(server.password or ""))
            smtp.send_message(sent)
    except (OSError, smtplib.SMTPException) as error:
        return Later(type(error).__name__)
    return Done()


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    """Connect to a mail server, encrypted from the start if the `scheme` is smtps.

    Without a `port`, it is the usual one of the scheme. Raises OSError or SMTPException if it fails.
    """
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or SMTPS_PORT, timeout=ANSWER_SECONDS)
    return smtplib.SMTP(host, port or SMTP_PORT, timeout=ANSWER_SECONDS)


def _encrypt(smtp: smtplib.SMTP) -> None:
    """Encrypt a connection from now on, if its server offers that. Raises OSError or SMTPException."""
    smtp.ehlo()
    if smtp.has_extn("starttls"):
        smtp.starttls()

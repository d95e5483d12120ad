"""Finds what asks people for money, a secret, their papers, or a way into their phone or computer (R57)."""

import re

MONEY = (
    r"\b(?:bank (?:details|accounts?|cards?|transfers?)|banking|account (?:numbers?|details)"
    r"|sort codes?|cards? (?:numbers?|details)"
    r"|(?:credit|debit) cards?|numbers? on (?:your|the) card|digits on the back|pin|pins|passwords?"
    r"|passcodes?|security codes?|national insurance"
    r"|money|cash|coins|contributions?|donations?|pounds?|gift cards?|vouchers?|fees?|pay|pays"
    r"|payments?|deposits?|invoices?|manylion banc|cyfrinair|arian"
)
SUM = "(?:\\d+|five|ten|twenty|thirty|forty|fifty|sixty|eighty|a hundred|two hundred|a thousand)"
HAND = "(?:send|give|lend|lends|put|bring|needs?|leave|hand|want|wants|post|owe|borrow)"
ASKS = (
    "(?:read|reads|tell|tells|give|gives|send|sends|text|share|say|spell|asks? (?:you )?for|asked for"
    "|need|needs"
    "|forward|have|show)"
)
CODE = r"(?<!post )(?<!area )(?<!dialling )(?<!dress )codes?\b"
PAPERS = (
    "(?:memorable (?:words?|names?|dates?)|maiden names?|date of birth|passports?|driving licen[cs]es?"
    "|mothers? (?:first |middle )?names?|birthdays?|numbers? (?:that )?(?:you were|was|were) (?:sent|texted)"
    "|identity cards?|id cards?|utility bills?|nhs number)"
)
SECRETS = (
    rf"|quid|tenners?|loans?|lend|(?:itunes|amazon|google|steam|apple|gaming) (?:play )?cards?"
    rf"|{HAND} (?:\w+ ){{0,2}}?{SUM} (?:to|in|on|for|until)|back of (?:the|your) (?:bank )?card"
    rf"|{ASKS} (?:\w+ ){{0,6}}?(?:{CODE}|{PAPERS}|digits)"
    r"|(?:photo|photograph|picture|copy|scan)s? of (?:your|the|a|both)|log ?ins?|log in details"
    r"|user ?names?"
    r"|anydesk|any desk|team ?viewer|quick ?support|remote (?:access|control|support)"
    r"|(?:install|download) (?:\w+ ){0,3}?(?:apps?|programs?|programmes?|software|tools?)"
    r"|(?:onto|into|on to|see|share|control|unlock) (?:your|their) (?:computer|screen|phone|laptop|tablet)"
    rf"|your (?:bank|(?:front |back )?(?:door |house |car )?keys?"
    rf"|cards?|savings|wallet|purse|computer|screen|laptop)|(?:collect|pick up"
    rf"|picks up|fetch|fetches) (?:\w+ ){{0,2}}?{SUM}(?! (?:calls?|letters?|forms?))|top up|which bank"
    rf"|let (?:him|her|them|(?:our|the) \w+) in|bitcoins?|crypto\w*)\b"
)
ASKED = re.compile(MONEY + SECRETS)
NOT_ASKED = re.compile(
    r"\b(?:never|not|dont|nobody|no one|cannot|cant|no|free|in our name|pretends?|scams?|fraud)\b"
)
IF_NOT = re.compile(r"\b(?:without|unless|until|before|if not|or else|not (?:only|forget|wait|be))\b")
# News of our house, that asks nobody for anything: a machine, a car park, a fault.
OF_OUR_HOUSE = re.compile(
    r"\b(?:car park|parking|machines?|gate|meters?|(?:fault|trouble|problems?|error) with)\b"
)
TO_SOMEBODY = re.compile(
    r"^(?:please )?pay (?!and display)|\b(?:you|your|us|we|please|send|give|tell|read)\b"
)


def asks(clause: str) -> bool:
    """Whether a part of a sentence may ask people for money or a secret.

    False if the part says that nobody asks for these, or only tells news of our house ("the meter takes
    coins").
    """
    if not ASKED.search(clause) or (OF_OUR_HOUSE.search(clause) and not TO_SOMEBODY.search(clause)):
        return False
    return not NOT_ASKED.search(clause) or bool(IF_NOT.search(clause))

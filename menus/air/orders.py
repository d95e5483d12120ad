"""What a notice must not speak of to people: their illness, help, what they take, or money (R57).

Whoever hears a notice may be ill now, and takes what the line says first for what to do. What is looked for
are kinds of words: how somebody feels, who could help and what keeps them away, what somebody takes or does
for their body, money and secrets. A notice is refused rather than let through. English, and a little Welsh.
"""

import re
from collections.abc import Iterator

from menus.phrasing.tables import plain

# Whom a sentence speaks to, or of: all but us and our staff.
WHO = (
    "(?:you|anybody|anyone|somebody|someone|everybody|everyone|nobody|people|whoever|who|those|they|them"
    "|callers|patients|carers)"
)
TO_PEOPLE = re.compile(
    rf"\b(?:{WHO}|your|yourself|please|should|must|need)\b"
    "|^(?:and |so |then |but |or |just |always |also |now |only )*(?:try|go|stay|wait|ring|call|do"
    "|dont|never|avoid|keep|use|leave|ask|tell|let|come|see|visit|manage|carry|hold|remain|no|better"
    "|text|rest|stop)"
)
HOW = "(?:(?:very|so|too|really|quite|rather|a bit|a little|much|more|any|all|still|suddenly|seriously) )*"
ILL = (
    "(?:ill|unwell|sick|poorly|worse|weak|weaker|faint|dizzy|breathless|feverish|shaky|in pain|hurt|suicidal"
    "|desperate|confused)"
)
FELT = (
    f"(?:{ILL}|bad|badly|low|down|rough|rotten|awful|terrible|tired|hot|cold|strange|odd|funny|better|alone)"
)
# Words of the body that no notice on hours and lines needs.
BODY = (
    "(?:symptoms?|pains?|painful|aches?|rash(?:es)?|fever|temperature|swelling|swells?|swollen"
    "|bleeding|bleeds?"
    "|chills|infections?|flare ups?|cough|side effects?|chest|breath\\w*|swallow\\w*|stomach"
    "|vomit\\w*|collapse[sd]?"
    "|unconscious|(?:your|the|an?) (?:legs?|arms?|heart|head|skin|muscles?|throat|eyes?|feet|foot"
    "|wound)|choking|chokes?"
    "|burns|burning|seizures?|a fit|muscles|blood tests?|cream|ointment|on the floor|second opinion"
    "|you are fine)"
)
# What stands before words that are a subject of ours, and behind those that are a name.
SUBJECT = (
    "(?:(?:topics?|talks?|leaflets?|sessions?|classes?|pages?|films?|questions?|information|advice"
    "|texts?|news"
    "|lists?|groups?|surveys?|meetings?|facts) (?:on|about|of|for|with) (?:\\w+ (?:and"
    "|or) )?(?:your |the |new |all )*)"
)
NAMED = (
    "(?: (?:line|helpline|team|desk|service|information|advice|cent(?:re|er)|unit|room|nurses?|talk"
    "|topics?|leaflets?|group))"
)
IS_ILL = re.compile(
    rf"\b(?:feel|feels|feeling) {HOW}{FELT}\b"
    rf"|\b{WHO} (?:are|is|get|gets|become|becomes|look|looks|seem|turn|fall|falls) {HOW}{ILL}\b"
    rf"|\b(?:if|when|once|while|should) {HOW}{ILL}\b"
    rf"|\b(?:things|it|this|that) (?:gets?|is|are|becomes?) {HOW}(?:bad|worse|serious)\b"
    rf"|\b(?:if|when|should) {WHO} (?:fall|falls|faint|faints|get|gets) ?(?:over|down|hurt)?$"
    rf"|\b{WHO} (?:can not|cannot|cant|can no longer|can hardly|can barely) (?:walk|stand|eat|drink"
    rf"|get up|move)\b"
    r"|\bteimlon (?:wael|sal|waeth|wan|ddrwg)\b"
)
IN_BODY = re.compile(rf"\b{BODY}\b")
OTHERS = (
    "(?:hospitals?|a and e|a e|casualty|emergency (?:departments?|rooms?|services)|doctors?|gps?|surgery"
    "|surgeries|pharmac(?:y|ies|ists?)|chemists?|111|1 1 1|999|9 9 9|ambulances?|paramedics?"
    "|minor injur(?:y|ies)"
    "|urgent care|walk in|out of hours|nhs|clinics?|ward|wards|specialists?|consultants?|ysbyty"
    "|meddyg|ambiwlans"
    "|(?:any|other|further|medical|urgent|more) help|help elsewhere)"
)
KEEPS_AWAY = (
    "(?:not|dont|never|nobody|no one|no need|neednt|without|instead|rather|before|first|until|unless"
    "|only|better|manage"
    "|avoid|away|wait|waits|needs?|want|wants|let|after|once|full|overrun|unsafe|hold|leave|stop|peidiwch)"
)
FULL = re.compile(rf"\b{OTHERS} (?:is|are) (?:\w+ )?(?:full|overrun|unsafe|dangerous|no use)\b")
ON = (
    r"(?:ring|call|dial|phone|see|ask|contact|speak to|talk to|or|and) "
    r"(?:(?:your|a|the|nhs) )*(?:gp|doctor|surgery|pharmacist|pharmacy|chemist|111|1 1 1)"
)
# A day or an hour, from which a sentence that only sends people on may speak.
UNTIL_THEN = r"\bbefore (?:then|that|we \w+|\w+day|the weekend|noon|\d+)\b"
CARE = re.compile(
    r"\b(?:stay|staying|remain|manage|keep|rest|lie|lying|be|off) (?:\w+ ){0,2}?(?:in bed|at home"
    r"|indoors|where you are|down"
    r"|still|put|warm|cool|calm|tight|on the floor)\b|\b(?:sit tight|hold out|hang in|sleep it off"
    r"|go to bed|lie down"
    r"|drink|eat|fast|massage|stretch|ointment|arhoswch gartref)\b"
    r"|^(?:please |and |then |so |just )*(?:rest|sleep)\b|\b(?:should|must|need to|and"
    r"|please) (?:rest|sleep)\b"
    r"|\b(?:put|rub|apply) (?:\w+ ){0,3}?(?:cream|ice|heat|plasters?|bandages?)\b"
)
DRUG = (
    "(?:tablets?|pills?|capsules?|dos(?:e|es|age)|medicines?|medications?|meds|injections?|infusions?|jabs?"
    "|prescriptions?|painkillers?|tabledi|meddyginiaeth)"
)
IN_DRUGS = re.compile(rf"\b{DRUG}\b(?!{NAMED})")
ALTERS = (
    "(?:double|halve|skip|miss|stop|change|raise|lower|increase|reduce|cut|take|taking|start|swap"
    "|share|pause|delay"
    "|leave out|put off|go without|use up|finish|half|twice)"
)
TAKES = re.compile(
    rf"\b{ALTERS}\b (?:\w+ ){{0,7}}?(?:amount|treatments?|drops|you take|you are taking"
    rf"|you are on|you were given"
    r"|you (?:usually )?have(?: at home)?)\b"
)
MONEY = re.compile(
    r"\b(?:bank (?:details|accounts?|cards?|transfers?)|banking|account (?:numbers?|details)"
    r"|sort codes?|cards? (?:numbers?|details)"
    r"|(?:credit|debit) cards?|numbers? on (?:your|the) card|digits on the back|pin|pins|passwords?"
    r"|passcodes?|security codes?|national insurance"
    r"|money|cash|coins|contributions?|donations?|pounds?|gift cards?|vouchers?|fees?|pay|pays"
    r"|payments?|deposits?|invoices?|manylion banc|cyfrinair|arian)\b"
)
NOT_ASKED = re.compile(
    r"\b(?:never|not|dont|nobody|no one|cannot|cant|no|free|in our name|pretends?|scams?|fraud)\b"
)
IF_NOT = re.compile(r"\b(?:without|unless|until|before|if not|or else|not (?:only|forget|wait))\b")
STAFF = re.compile(
    r"^(?:because |as |today |sadly |sorry )*(?:our|we|one of our|two of our|the) (?:\w+ )?"
    r"(?:nurses?|staff|team|volunteers?|colleagues?|people)\b"
)
SENTENCE, CLAUSE = re.compile(r"[^.!?\n]+"), re.compile(r"[^,;:]+")
ILLNESS = "speaks of how somebody feels, or of their body"
HELP = "can keep people from others who could help them"
BODILY = "tells people how to look after their body"
TAKEN = "speaks of what people take"
PAY = "asks for money, bank details or a password"


def orders(said: str) -> Iterator[str]:
    """Find what a notice with the words `said` must not speak of; give the end of a fault for each kind."""
    found = SENTENCE.findall(said)
    sentences = [plain(one) for one in found]
    clauses = [plain(part) for one in found for part in CLAUSE.findall(one)]
    if any(_is_of_illness(one) for one in sentences):
        yield ILLNESS
    if any(_keeps_away(one) for one in sentences):
        yield HELP
    if any(CARE.search(one) and not STAFF.search(one) for one in sentences):
        yield BODILY
    if any(IN_DRUGS.search(_besides_subjects(one)) or TAKES.search(one) for one in sentences):
        yield TAKEN
    if any(_asks_money(one) for one in clauses):
        yield PAY


def _is_of_illness(sentence: str) -> bool:
    """Whether a sentence is about people's illness; not if it only sends them on to who can help."""
    there = IS_ILL.search(sentence) or IN_BODY.search(_besides_subjects(sentence))
    return bool(there) and not STAFF.search(sentence) and not _sends_on(sentence)


def _keeps_away(sentence: str) -> bool:
    """Whether a sentence on a doctor, a hospital, or other help could keep somebody from it."""
    if FULL.search(sentence):
        return True
    here = re.search(rf"\b{OTHERS}\b", sentence) and re.search(rf"\b{KEEPS_AWAY}\b", sentence)
    return bool(here and TO_PEOPLE.search(sentence)) and not _sends_on(sentence)


def _sends_on(sentence: str) -> bool:
    """Whether a sentence does nothing but send people on to who can help."""
    rest = re.sub(UNTIL_THEN, "", sentence)
    rest, count = re.subn(rf"\b{ON}\b", "", rest)
    holds = rf"\b(?:{KEEPS_AWAY.replace('|needs?', '')}|we|us|our|tomorrow|rest|stay)\b"
    return bool(count) and not re.search(holds, rest)


def _asks_money(clause: str) -> bool:
    """Whether a part of a sentence speaks of money or a secret, and does not say that it is not asked for."""
    there = MONEY.search(_besides_subjects(clause))
    return bool(there) and (not NOT_ASKED.search(clause) or bool(IF_NOT.search(clause)))


def _besides_subjects(words: str) -> str:
    """The words without what a leaflet, a talk, a list or a question is about."""
    return re.sub(rf"\b{SUBJECT}\w+(?: (?:and|or) \w+)?", "", words)

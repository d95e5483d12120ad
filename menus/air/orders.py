"""What a notice must not speak of to people: their illness, help, what they take, or money (R57).

Whoever hears a notice may be ill now, and may do what it says. So the code looks for kinds of words: on how
somebody feels, who could help and what keeps people from them, what somebody takes or does for their body,
money and secrets. If in doubt, a notice is refused. The lists are for English, and a little Welsh.
"""

import re
from collections.abc import Iterator

from menus.air.amounts import tells_amounts
from menus.air.comforts import comforts
from menus.air.money import asks
from menus.air.plain_news import besides_news
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
    "(?:ill|unwell|sick|poorly|worse|weak|weaker|faint|dizzy|breathless|feverish|shaky|in pain|hurt"
    "|suicidal"
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
    "|tingl\\w*|numb(?:ness)?|spots|tummy|headaches?|urine|bowels?|burns|burning|seizures?|a fit"
    "|muscles|blood tests?|cream|ointment|on the floor|second opinion"
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
    "|topics?|leaflets?|group|forms?|cards?|charit(?:y|ies)|clinics?|trust|conference))"
)
# News of a talk or a book, with all that it is about.
NEWS = re.compile(
    r"\b(?:our|the|this|a|next) (?:\w+ )?(?:talks?|leaflets?|books?|films?|sessions?|class(?:es)?|groups?"
    r"|meetings?|courses?|posters?) (?:on|about|of|for|with) (?:\w+ ){1,6}?"
    r"(?<!who )(?<!that )(?=(?:is|are|was|were|has|have|will be|starts?|begins?|meets?|moves?|ends?)\b)"
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
IN_BODY = re.compile(rf"\b{BODY}\b(?!{NAMED})")
OTHERS = (
    "(?:hospitals?|a and e|a e|casualty|emergency (?:departments?|rooms?|services)|doctors?|gps?|surgery"
    "|surgeries|pharmac(?:y|ies|ists?)|chemists?|111|1 1 1|999|9 9 9|ambulances?|paramedics?"
    "|minor injur(?:y|ies)|practice nurses?|district nurses?|midwi(?:fe|ves)"
    "|urgent care|walk in|out of hours|nhs|clinics?|ward|wards|specialists?|consultants?|ysbyty"
    "|meddyg|ambiwlans"
    "|(?:any|other|further|medical|urgent|more) help|help elsewhere)"
)
KEEPS_AWAY = (
    "(?:not|dont|never|nobody|no one|no need|neednt|without|instead|rather|before|first|until|unless"
    "|only|better|manage"
    "|avoid|away|wait|waits|needs?|want|wants|let|after|once|full|overrun|unsafe|hold|leave|stop|peidiwch)"
)
FULL = re.compile(
    rf"\b{OTHERS} (?:is|are) (?:\w+ )?(?:full|overrun|unsafe|dangerous|no use)\b"
    rf"|\b(?:your|all|all the|no|every|any|most|nhs|the nhs) ?(?:{OTHERS}) (?:\w+ ){{0,3}}?(?:closed"
    rf"|shut|too busy|no time"
    rf"|knows? nothing|do(?:es)? not|dont|doesnt|gone|on strike)\b|\bnhs is (?:closed|shut)\b"
    rf"|\bno (?:doctors?|gps?|surger(?:y|ies)|ambulances?|hospitals?)\b"
)
# Where somebody is seen or given something, and what would keep them from it.
SEEN = (
    "(?:appointments?|scans?|vaccin\\w+|jabs?|boosters?|check ?ups?|checks?|screening|x ?rays?"
    "|biops(?:y|ies)"
    "|operations?|infusions?|reviews?|referrals?|physio\\w*|eye tests?|(?:hospital|clinic) visits?"
    "|(?:trip|way|visit) to (?:the )?(?:hospital|clinic|doctor|ward))"
)
MISSED = (
    "(?:not|dont|never|no need|neednt|cancel|skip|miss|avoid|instead|put off|postpone|delay|dropped"
    "|forget|leave out"
    "|leave it|without|unless|until)"
)
OF_OURS = re.compile(r"\b(?:our|with us|the office|the talk)\b")
# We first, or nobody: before anybody else is asked.
US_FIRST = re.compile(
    r"\b(?:us|we|our \w+)\b(?: \w+){0,3}? before (?:you (?:ring|call|phone|dial|see|tell|speak|talk|get"
    r"|seek|take)"
    r"|anybody|anyone|any other)\b|\b(?:not|dont|never) (?:ring|call|see|phone|speak to|talk to|bother"
    r"|trouble|go to|text)"
    r" (?:anybody|anyone|somebody|someone|others?|no one)\b|\bonly (?:listen to|trust|ask|ring"
    r"|believe) us\b"
    r"|\b(?:not|dont|never) tell (?:your|the|his|her|their) (?!number|name|address)\w+|\bkeep (?:this"
    r"|it) (?:from|secret|quiet|between|to)\b"
    r"|\bno need (?:\w+ )*?(?:to be seen|to see \w+|to get help)\b|\b(?:stay|hang on|hold on) (?:with"
    r"|for) us\b"
)
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
    r"|^(?:please |and |then |so |just )*(?:rest(?! assured| easy)|sleep)\b|\b(?:should|must|need to|and"
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
STAFF = re.compile(
    r"^(?:because |as |today |sadly |sorry )*(?:our|we|one of our|two of our|the) (?:\w+ )?"
    r"(?:nurses?|staff|team|volunteers?|colleagues?|people)\b"
)
SENTENCE, CLAUSE = re.compile(r"[^.!?\n]+"), re.compile(r"[^,;:]+")
ILLNESS = "speaks of how somebody feels, or of their body"
HELP = "can keep people from others who could help them"
BODILY = "tells people how to look after their body"
TAKEN = "speaks of what people take"
PAY = "asks for money, bank details, a password, a code or papers"


def orders(said: str) -> Iterator[str]:
    """Find each subject in a notice's words (`said`) that a notice must not speak of, such as money.

    Each result tells one of them ("asks for money, ..."), as the end of a sentence on the fault.
    """
    found = SENTENCE.findall(besides_news(said))
    sentences = [plain(one) for one in found]
    clauses = [plain(part) for one in found for part in CLAUSE.findall(one)]
    if any(_is_of_illness(one) for one in sentences):
        yield ILLNESS
    if any(_keeps_away(one) for one in sentences):
        yield HELP
    if any(CARE.search(one) and not STAFF.search(one) for one in sentences):
        yield BODILY
    if any(_is_of_drugs(one) for one in sentences):
        yield TAKEN
    if any(asks(_besides_subjects(one)) for one in clauses):
        yield PAY


def _is_of_drugs(sentence: str) -> bool:
    """Whether a sentence is about medicines that people take: it names them, or says how many to take."""
    bare = _besides_subjects(sentence)
    return bool(IN_DRUGS.search(bare) or TAKES.search(sentence) or tells_amounts(bare))


def _is_of_illness(sentence: str) -> bool:
    """Whether a sentence is about people's illness, or comforts them about it.

    False for a sentence about our staff, and for one that only sends people on to somebody who can help.
    """
    bare = _besides_subjects(sentence)
    there = IS_ILL.search(sentence) or IN_BODY.search(bare) or comforts(bare)
    return bool(there) and not STAFF.search(sentence) and not _sends_on(sentence)


def _keeps_away(sentence: str) -> bool:
    """Whether a sentence could keep somebody from a doctor, a hospital, or other help."""
    if FULL.search(sentence) or US_FIRST.search(sentence):
        return True
    seen = re.search(rf"\b{SEEN}\b", sentence) and re.search(rf"\b{MISSED}\b", sentence)
    if seen and not OF_OURS.search(sentence) and not STAFF.search(sentence):
        return True
    here = re.search(rf"\b{OTHERS}\b", sentence) and re.search(rf"\b{KEEPS_AWAY}\b", sentence)
    return bool(here and TO_PEOPLE.search(sentence)) and not _sends_on(sentence)


def _sends_on(sentence: str) -> bool:
    """Whether a sentence does nothing but send people on to who can help."""
    rest = re.sub(UNTIL_THEN, "", sentence)
    rest, count = re.subn(rf"\b{ON}\b", "", rest)
    holds = rf"\b(?:{KEEPS_AWAY.replace('|needs?', '')}|we|us|our|tomorrow|rest|stay)\b"
    return bool(count) and not re.search(holds, rest)


def _besides_subjects(words: str) -> str:
    """The words without the subject of a leaflet, talk, list or question ("pain" in "a leaflet on pain")."""
    return re.sub(rf"\b{SUBJECT}\w+(?: (?:and|or) \w+)?", "", NEWS.sub("", words))

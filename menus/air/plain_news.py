"""Whole sentences that a notice may have, because they are only news of our house or line (R57).

"Do not cancel your scan" is news, but "cancel your scan" could harm people, with the same words. So only the
listed sentences are let through, each as a whole. Any other sentence is judged by its words.
"""

import re

from menus.phrasing.tables import plain

OFFICE = "(?:our|the) (?:office|house|shop|desk|meeting|talk|party)"
LINE = "(?:our|this|the) (?:line|helpline|number)"
HELD = "(?:call backs?|calls?|places?|turn|messages?|requests?|texts?|names?|numbers?)"
CARE = "(?:appointments?|scans?|vaccinations?|jabs?|check ?ups?|infusions?|reviews?|blood tests?)"
NEWS = re.compile(
    rf"(?:(?:please )?(?:do not|dont|never) (?:cancel|miss|skip|postpone|put off|delay) "
    rf"(?:your|any|the) {CARE}"
    r"(?: because of (?:the|a|our) \w+)?"
    rf"|(?:there is )?no need to worry your {HELD} (?:is|are) (?:safe|kept|saved|not lost)"
    rf"|(?:please )?(?:tell|ask|ring|text) us before you (?:call|come)(?: in)?(?: at| to| by)? {OFFICE}"
    rf"|(?:there are )?no (?:doctors|nurses)(?: who)? (?:work|answer) (?:on|at) {LINE}"
    r"|the (?:new|old) ones are (?:on|in) our (?:website|page|pages|newsletter)"
    rf"|(?:our|the) (?:\w+ )?(?:party|lunch|dinner|fete|quiz) is on \w+(?: at \w+)? with (?:a )?"
    r"(?:glass(?:es)? of )?(?:wine|beer|a drink|drinks))"
)
# Only alone: a next sentence could ask for what stands on a card, or say why to hold on.
ALONE = re.compile(
    r"(?:please )?(?:stay with|hold on for|hang on for) us(?: (?:we answer|somebody answers|you are answered)"
    r" (?:in turn|soon|in a moment))?"
    rf"|(?:your|a|somebodys) (?:keys?|cards?|purse|wallet) (?:was|were|has been|have been) "
    rf"(?:found|left|handed in) (?:at|in) {OFFICE}(?: (?:please )?(?:ring us|ask us for (?:it|them)))?"
)
# A question, and straight behind it who is there for that.
ANSWERED = re.compile(
    r"\b(?:(?:in despair|lonely|hopeless|depressed|feeling (?:low|lonely|hopeless))\? +(?:please )?(?:ring|"
    r"call) (?:the )?samaritans(?: (?:on|at) (?:116 ?123|1 1 6,? 1 2 3))?"
    r"(?:,? (?:day or night|at any time|free))*"
    r"|lonely(?: (?:this|at|over) (?:christmas|easter|winter|new year))?\? +"
    r"(?:our|the) (?:line|helpline) is open)"
    r"(?=[.!\n]|$)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+")


def besides_news(said: str) -> str:
    """The words of a notice without those whole sentences that are only news of our house or line."""
    if ALONE.fullmatch(plain(said)):
        return ""
    rest = ANSWERED.sub("", said)
    return SENTENCE.sub(lambda one: "" if NEWS.fullmatch(plain(one[0])) else one[0], rest)

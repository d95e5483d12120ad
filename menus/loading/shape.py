"""The keys that each file of a pack may have. A test compares them with docs/pack.md."""

from collections.abc import Mapping

from menus.blanks import COST, RECORDED
from menus.clock import NEARER, TEMPLATES
from menus.due import TIMES as TIMES_OF_DAY
from menus.filling.cost import KINDS
from menus.loading.fit import Key
from menus.phrasing.sentence_names import PhraseNames

TEXT, TEXTS, DATE, LISTED = Key("text"), Key("texts"), Key("date"), Key("texts", needed=False)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NATIONS, ANSWERED_BY = ("england-and-wales", "scotland", "northern-ireland"), ("person", "switchboard")

MENU: Mapping[str, Key] = {
    "service": TEXT,
    "speech": Key("yes or no", needed=False),
    "languages": TEXTS,
    "language_keys": Key("table", needed=False, others=TEXT),
    "menu": Key(
        "tables",
        inside={
            "name": TEXT,
            "first": Key("text", needed=False),
            "actions": Key(
                "tables",
                inside={"key": TEXT, "menu": Key("text", needed=False), "topic": Key("text", needed=False)},
            ),
        },
    ),
}

SPAN = Key(
    "tables",
    needed=False,
    inside={"start": Key("moment"), "end": Key("moment"), "reason": Key("text", needed=False)},
)

HOURS: Mapping[str, Key] = {
    "zone": TEXT,
    "nation": TEXT,
    "confirmed_by": TEXT,
    "short": Key("text", needed=False, default=""),
    "confirmed_on": Key("date", needed=False),
    "holidays_until": DATE,
    "holidays": Key("dates", needed=False),
    "closed_each_year": LISTED,
    "bank_holidays": Key("texts", needed=False, default=["closed"]),
    "past_midnight": Key("yes or no", needed=False),
    "messages": Key("yes or no", needed=False),
    "callbacks_a_day": Key("number", needed=False, default=40),
    "cost": Key("text", needed=False, default=""),
    "recorded": Key("yes or no", needed=False, default=True),
    "numbers": Key("tables", inside={"number": TEXT, "answered_by": TEXT}),
    "weekly": Key("table", inside=dict.fromkeys(DAYS, TEXTS)),
    "refuge": Key("table", needed=False, inside=dict.fromkeys(NATIONS, Key("text", needed=False))),
    "closures": SPAN,
    "openings": SPAN,
}

FACT = {"heading": TEXT, "sentence": Key("number", needed=False)}
FACT |= dict.fromkeys(("words", "hash"), Key("text", needed=False))
FACTS: Mapping[str, Key] = {
    "document": TEXT,
    "fact": Key("table", needed=False, others=Key("table", inside=FACT)),
    "facts": Key("table", needed=False, others=TEXT),
}

CALLS: Mapping[str, Key] = {"about": Key("table", others=TEXT)}

# who has checked the topics, and what stands between two of them
CHECKED = ("nobody", "some", "all", "on", "somebody", "and")

# Names of the pack's own that fill blanks of its sentences.
NAMED = {
    **dict.fromkeys(("charity", "document", "unreviewed", "reviewer", "answerer"), TEXT),
    "example": Key("text", needed=False),
}

PRESSED = (*"0123456789", "*", "#")

TIMES: Mapping[str, Key] = {
    **dict.fromkeys(TEMPLATES, TEXT),
    **dict.fromkeys(NEARER, Key("text", needed=False)),
    "days": TEXTS,
    "months": TEXTS,
    "short_days": TEXTS,
    "short_months": TEXTS,
}

ADDITION = Key("table", inside={"topics": TEXTS, "signs": TEXTS, "later": Key("texts", needed=False)})

PHRASE_NAMES: Mapping[str, Key] = {
    "call": TEXTS,
    "text": TEXTS,
    "before_a_key": TEXTS,
    "choices": Key("table", others=Key("table", others=TEXT)),
}

_OFFERED = dict.fromkeys(("call", "name", "text"), Key("text", needed=False))
_OFFERED |= dict.fromkeys(("words", "beside", "refused", "shorter"), LISTED)

PHRASES: Mapping[str, Key] = {
    "voice": TEXT,
    "rate": Key("number"),
    "offered": Key("table", needed=False, inside=_OFFERED),
    "parts": Key("number", needed=False, default=0),
    "locale": Key("text", needed=False, default="en-GB"),
    "banned": TEXTS,
    "keys": Key("table", inside=dict.fromkeys(PRESSED, TEXT)),
    "spoken_keys": Key("table", needed=False, others=TEXTS),
    "checked": Key("table", inside={**dict.fromkeys(CHECKED, TEXT), "again": Key("text", needed=False)}),
    "named": Key("table", inside=NAMED),
    "cost": Key("table", inside=dict.fromkeys(KINDS, Key("table", inside=dict.fromkeys(sorted(COST), TEXT)))),
    "holidays": Key("table", inside=dict.fromkeys(("closed", "usual", "hours"), TEXT)),
    "recorded": Key("table", inside=dict.fromkeys(sorted(RECORDED), TEXT)),
    "times": Key("table", inside=TIMES, others=TEXT),
    "menus": Key("table", others=Key("table", inside={"title": TEXT, "option": TEXT, "short": TEXT})),
    "additions": Key("table", needed=False, others=ADDITION),
}


def phrases(names: PhraseNames) -> Mapping[str, Key]:
    """The keys that phrases.toml may and must hold: a sentence for each name in `names`.

    Sentences of other names are allowed, but the line never says them. So `flask check` reports them.
    """
    call, text = dict.fromkeys(names.call, TEXT), dict.fromkeys(names.text, TEXT)
    return {
        **PHRASES,
        "call": Key("table", inside=call, others=TEXT),
        "text": Key("table", inside=text, others=TEXT),
    }


PRONUNCIATION: Mapping[str, Key] = {
    "words": Key("table", others=TEXT),
    "ordinary": Key("texts", needed=False),
}

CHECKS: Mapping[str, Key] = {
    **dict.fromkeys(("medicines", "no_doses", "everyday", "alcohol", "recruiting"), LISTED),
    **dict.fromkeys(("numbers", "doses", "timings", "taken", "promotion", "fundraising", "private"), TEXTS),
    **dict.fromkeys(
        ("cost", "free", "rung", "recorded", "general", "twice", "bank", "no_message", "by_hand"), TEXTS
    ),
    **dict.fromkeys(("weekdays", "weekends", "every_day", "all_day", "up_to", "beside", "invites"), TEXTS),
}

TOPIC: Mapping[str, Key] = {
    "title": TEXT,
    "keyword": TEXT,
    "also": TEXTS,
    "option": TEXT,
    "short": TEXT,
    "medicine": Key("yes or no", needed=False),
    "safety": Key("text", needed=False),
    "spoken": TEXTS,
    "text": TEXT,
    "more": Key("text", needed=False),
    "source": Key("texts", needed=False),
    "heading": TEXT,
    "author": TEXT,
    "reviewed_by": Key("text", needed=False, default=""),
    "reviewed_on": Key("date", needed=False),
    "review_by": Key("date", needed=False),
    "reviewer": Key("text", needed=False, default=""),
}

PHRASED = Key("table", needed=False, inside={"guards": LISTED, "phrases": TEXTS})
ALARMED: Mapping[str, Key] = {"alarms": LISTED, "unguarded": Key("table", needed=False, others=TEXTS)}
SETS = Key("table", needed=False, others=TEXTS)

# A list of alarms under a misspelt name would be as good as none, so these keys are looked at like any.
SAFETY: Mapping[str, Key] = {
    **dict.fromkeys(("guards", "everyday", "idioms"), LISTED),
    "sets": SETS,
    "despair": Key("table", inside=ALARMED),
    "body": Key("table", inside={**ALARMED, "milder": LISTED}),
    **dict.fromkeys(("danger", "harm", "at_once"), Key("table", inside=ALARMED)),
    "careful": Key(
        "table",
        inside={
            **dict.fromkeys(("alarms", "default"), TEXTS),
            **dict.fromkeys(("guards", "changes", "medicines", "owned"), LISTED),
            **dict.fromkeys(("topics", "beside", "no_medicine"), LISTED),
        },
    ),
}

# What else stands in a sentence about when to ring (`menus.matcher.clock_words`).
SAID = Key("table", needed=False, inside={"phrases": TEXTS})
TIME_WORDS = (
    *("daytime", "day", "never", "bad", "good", "turn", "before", "after", "between", "or_before"),
    *("or_after", "and", "to", "at", "half", "quarter_to", "quarter_past", "am", "pm", "oclock", "ordinal"),
    *("noon", "because", "beside"),
)
# Lists of phrases that may lack, each with what it must not stand beside.
MEANT = (
    *("own_number", "by_relay", "not_by_relay", "call_it_off", "owed_no_more", "correction", "let_be"),
    *("let_be_whom", "somebody", "erase", "text_back", "stop_alone", "stop_beside", "stop_perhaps"),
    *("stop_plain", "our_texts", "goes_on", "not_ours", "texts_wanted", "narrowed", "elsewhere", "only_told"),
    *("ending", "whether_off", "not_one", "off_now", "alarm_stands", "refers", "ring_not", "somebody_near"),
    *("unwanted", "may_i_cancel", "call_wanted", "minds", "put_back", "no_ring", "begs", "asker_gone"),
    *("texts_and_calls", "ring_instead", "gone_by_then", "out_by_then", "not_that_day", "cannot_hear"),
    *("asks_plainly", "errand", "not_then", "reader", "bereaved", "one_only", "off_too", "breaks_off"),
    *("rung_by_others", "asks_if", "fresh_death", "own_hand", "all_calls", "comes_from", "not_that_number"),
    *("new_number", "absent", "let_down", "which_number", "that_soon", "farewell", "returns"),
    *("number_to_ring", "not_that_phone", "by_when", "of_the_ring", "spoken_to", "holiday", "holiday_hours"),
    *("grief", "left_behind"),
)
# What phones and people add to a message.
ADDED = ("footers", "devices", "closings", "quoted", "names", "reactions", "reacted_to")
LISTS: tuple[str, ...] = ("stop_words", "short", "joiners", "edges", "clinical", "veto", "subjects")
LISTS += ("before", "after", "same_words")

TEXT_OF = Key("table", needed=False, others=TEXT)
MATCHING: Mapping[str, Key] = {
    **dict.fromkeys(LISTS, LISTED),
    "sets": SETS,
    **dict.fromkeys(("spelling", "heard"), TEXT_OF),
    "commands": Key("table", needed=False, others=TEXTS),
    "when_open": Key("table", needed=False, others=TEXTS),
    "requests": Key("table", needed=False, others=PHRASED),
    "automatic": Key("table", needed=False, inside={"guards": LISTED, "phrases": TEXTS, "questions": LISTED}),
    "machines": PHRASED,
    **dict.fromkeys(MEANT, PHRASED),
    "best_time": Key(
        "table",
        needed=False,
        inside={**dict.fromkeys(TIMES_OF_DAY, PHRASED), **dict.fromkeys(TIME_WORDS, SAID)},
    ),
    "added": Key(
        "table",
        needed=False,
        inside={**dict.fromkeys(ADDED, LISTED), **dict.fromkeys(("emoji", "dictated"), TEXT_OF)},
    ),
    "topics": Key(
        "table",
        needed=False,
        others=Key(
            "table",
            inside={
                "weight": Key("number", needed=False, default=5),
                **dict.fromkeys(("names", "words", "strong", "asks", "hints", "veto"), LISTED),
            },
        ),
    ),
}

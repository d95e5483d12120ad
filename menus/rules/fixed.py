"""Rules for what the fixed sentences must say: phone numbers, general information, promised call-backs."""

import re
from collections.abc import Iterator, Mapping

from menus.model import ABOUT, Fault, Level
from menus.phrasing.tables import strings, table
from menus.said import Look, Said

# A person and the numbers, for whoever is not understood (R48).
HELP = ("HELPLINE", "999", "111", "116 123")
WITH_MENU = ["number_unasked", "number_not_there", "nothing_asked", "no_more", "why_none", "picture"]
WITH_MENU, PERSON = [*WITH_MENU, "one_language"], ("help_me", "after_alarm_person")
# What a phrase has to hold, in the order in which it comes (R1, R24, R27 to R30, R35, R38).
RUNG, ENDED = ("waits", "late", "ringing", "rung_once"), ("", "_others", "_all")
WORRIED = ("999", "111", "18000", "116 123", "85258", "{topics}")
SAVED = ("kept", "kept_another", "kept_another_day", "already")
AMISS = ("bad_number", "two_numbers", "letters", "too_short", "too_long")
HOLDS: Mapping[str, tuple[str, ...]] = {
    "call.greeting": ("{service}", "9 9 9"),
    "call.closed": ("{opening}", "1 1 1"),
    **dict.fromkeys(("call.closed_now", "call.closed_ahead"), ("{opening}",)),
    **dict.fromkeys(("call.careful", "call.hang_up", "call.urgent_at_once"), ("1 1 1", "9 9 9")),
    "call.urgent_body": ("9 9 9", "1 1 1", "1 1 6, 1 2 3", "8 5 2, 5 8"),
    "call.urgent_despair": ("1 1 6, 1 2 3", "8 5 2, 5 8", "9 9 9", "1 1 1"),
    "call.urgent_danger": ("9 9 9", "5 5", "{afraid}", "1 1 6, 1 2 3"),
    "call.urgent_harm": ("9 9 9", "1 1 6, 1 2 3", "8 5 2, 5 8", "1 1 1"),
    "call.urgent_worried": ("9 9 9", "1 1 1", "1 1 6, 1 2 3", "8 5 2, 5 8"),
    **{f"call.callback_kept{of}": ("{due}", "{line}", "1 1 1", "9 9 9") for of in ("", "_another")},
    **dict.fromkeys(
        (f"call.callback_{of}_relay" for of in ("kept", "kept_another", "already")),
        ("{due}", "1 1 1", "9 9 9"),
    ),
    "call.callback_already": ("{due}", "{line}", "1 1 1", "9 9 9"),
    **dict.fromkeys(("call.callback_others", "call.callback_full"), ("{number}",)),
    **dict.fromkeys(("call.callback_waits", "call.callback_waits_relay"), ("{due}",)),
    "call.asked_other": ("{ends}", "{due}"),
    **dict.fromkeys(("call.callback_withdrawn", "call.callback_withdrawn_other"), ("1 1 1", "9 9 9")),
    **dict.fromkeys(("call.wish_failed", "call.message_lost", "call.failed"), ("{number}",)),
    "call.samaritans": ("1 1 6, 1 2 3",),
    "call.week": ("{week}",),
    "call.helpline_itself": ("{number}", "{hours}", "1 1 1", "9 9 9"),
    "call.fallback": ("{service}", "9 9 9", "1 1 1"),
    "call.screen": ("{service}",),
    "call.screen_language": ("{chosen}",),
    "call.text_opted_out": ("START",),
    "call.read_back": ("{keyed}",),
    **dict.fromkeys(("call.own_number", "call.own_mobile"), ("{tail}",)),
    **dict.fromkeys(("call.record_rung", "call.message_recorded_rung"), ("{tail}",)),
    **dict.fromkeys(("call.did_you_say", "call.or_was_it"), ("{topic}",)),
    "text.menu": ("{options}", "999", "111"),
    "text.list": ("{title}", "{options}", "999"),
    "text.unknown": ("MENU", *HELP, "85258", "18000"),
    "text.unknown_off": ("CALLME", "MENU", *HELP, "85258", "18000"),
    "text.unknown_others": ("NOCALL", "CALLME", "MENU", *HELP, "85258", "18000"),
    "text.unknown_owed": ("{due}", "NOCALL", "MENU", *HELP, "85258", "18000"),
    "text.older_number": ("MENU", "999"),
    "text.pick_one": HELP,
    "text.why": ("{origin}", "{heading}", "{signed}", "999", "111"),
    "text.no_texts_back": ("MENU", "CALLME", "NOCALL", "{number}", "999", "111", "116 123"),
    "text.stop_slip": ("STOP", "999", "111", "116 123"),
    **dict.fromkeys((f"text.{of}" for of in PERSON), ("{number}", "999", "111", "116 123", "85258", "18000")),
    **dict.fromkeys(("text.privacy", "text.stop_erase"), ("{number}",)),  # who holds it, whom to ask (R56)
    "text.secret": ("{number}", "PRIVACY", "999"),
    "text.cost": ("{number}", "999", "111", "116 123"),
    **dict.fromkeys([f"text.{one}" for one in WITH_MENU], ("MENU", *HELP)),
    "text.reaction": ("{choices}", "999", "111", "116 123"),
    "text.abroad": ("{line}", "{number}", "999", "112"),
    "text.away": ("{number}", "999", "111", "116 123"),
    **dict.fromkeys(("text.stop", "text.stop_withdrawn"), ("{number}", "999", "START")),
    **dict.fromkeys(("text.thanks", "text.start"), ("999", "111")),
    "text.start_callback": ("NOCALL", "999", "111"),
    "text.after_alarm": ("116 123", "85258"),
    "text.after_danger": ("999", "55", "{afraid}"),
    "text.stop_failed": ("999",),
    **{f"text.stop_callback{of}": ("{number}", "999", "START", "NOCALL") for of in ("", "_others", "_both")},
    "text.help": ("{number}", "999", "111", "STOP"),
    "text.week": ("{week}", "{number}", "999", "111"),
    "text.open_helpline": ("{number}", "999", "111"),
    "text.closed_helpline": ("{opening}", "{number}", "999", "111"),
    "text.closed_days": ("{ahead}", "{number}", "999", "111"),
    **dict.fromkeys(("text.next_closed", "text.other_hours"), ("{dates}",)),
    "text.pause": ("{number}", "999", "111", "116 123", "85258"),
    "text.careful": ("111", "999", "{topics}", "STOP"),
    "text.urgent_body": ("999", "111", "116 123", "85258", "18000"),
    "text.urgent_despair": ("116 123", "85258", "999", "111", "18000"),
    "text.urgent_danger": ("999", "55", "18000", "{afraid}", "116 123"),
    **dict.fromkeys(("call.afraid", "text.afraid"), ("{refuge}",)),
    "text.urgent_harm": ("999", "116 123", "85258", "111", "18000"),
    "text.urgent_at_once": ("999", "111", "18000", "{topic}"),
    "text.worried": WORRIED,
    "text.worried_owed": (*WORRIED, "NOCALL"),
    "text.call_stands": ("NOCALL",),
    "text.ask_one": ("{topic}", "1", *HELP),
    "text.ask_two": ("{topic}", "{other}", "1", "2", *HELP),
    "text.callback_whose": ("1", "2", "999"),
    "text.callback_whose_next": ("1", "2", "CALLME", "999"),
    "text.callback_whose_own": ("1", "CALLME", "NOCALL", "{number}", "999"),
    **dict.fromkeys([f"text.callback_{of}" for of in ("number", *AMISS)], ("999",)),
    **{f"text.callback_{of}": ("{keyed}", "1", "2", "999") for of in ("right", "instead_own")},
    "text.callback_right_next": ("{keyed}", "1", "2", "CALLME", "999"),
    "text.callback_instead": ("{keyed}", "{tail}", "1", "2", "999"),
    "text.callback_or_own": ("1", "MENU"),
    "text.callback_time": ("1", "2", "3", "4", "5", "999"),
    "text.callback_time_relay": ("1", "2", "3", "4", "999"),
    "text.comes_line": ("{line}",),
    **dict.fromkeys([f"text.callback_{of}" for of in SAVED], ("{due}", "{comes}", "NOCALL", "111", "999")),
    "text.callback_kept_day": ("{due}", "{best}", "{comes}", "NOCALL", "111", "999"),
    "text.callback_already_day": ("{due}", "{best}", "{comes}", "NOCALL", "111", "999"),
    "text.callback_noted": ("{best}",),
    "text.callback_shut": ("{hours}",),
    "text.asked_other": ("{tail}", "{due}"),
    "text.callback_asked": ("{others}", "NOCALL", "111", "999"),
    "text.callback_other_stands": ("NOCALL", "CALLME", "{number}", "{comes}", "111", "999"),
    "text.callback_any_day": ("{due}", "NOCALL", "{comes}", "111", "999"),
    **{f"text.callback_{of}_stopped": ("{due}", "NOCALL", "START", "999", "111") for of in ("waits", "late")},
    "text.callback_stopped": ("START", "CALLME", "{number}", "999", "111"),
    "text.stopped": ("START", "{number}", "999", "111"),
    "text.callback_who_helps": ("111", "116 123", "HELPLINE"),
    "text.callback_unsaved": ("CALLME",),
    **{f"text.callback_dropped{of}": ("CALLME", "NOCALL", "STOP", "999", "111") for of in ("", "_owed")},
    **{f"text.callback_others{of}": ("CALLME", "NOCALL", "{number}", "999", "111") for of in ("", "_open")},
    **dict.fromkeys([f"text.callback_{of}" for of in RUNG], ("{due}", "{comes}", "111", "999")),
    "text.callback_rung_twice": ("CALLME", "{number}", "111", "999"),
    **dict.fromkeys([f"text.callback_withdrawn{of}" for of in ENDED], ("CALLME", "999", "111")),
    "text.callback_withdrawn_texts": ("CALLME", "STOP", "999", "111"),
    "text.callback_withdrawn_topic": ("CALLME", "{topic}", "1", "999", "111"),
    "text.callback_withdrawn_despair": ("116 123", "85258", "999", "18000", "111"),
    "text.callback_withdrawn_danger": ("999", "55", "18000", "{afraid}", "116 123"),
    "text.callback_stands_danger": ("NOCALL", "999", "55", "18000", "{afraid}", "116 123"),
    "text.callback_owed_danger": ("NOCALL", "999", "55", "18000", "{afraid}", "116 123"),
    **dict.fromkeys([f"text.callback_{of}_one" for of in ("withdrawn", "none")], ("NOCALL", "999", "111")),
    **dict.fromkeys([f"text.callback_{of}_stopped" for of in ("withdrawn", "none")], ("START", "999", "111")),
    **dict.fromkeys(("text.callback_gone", "text.bereaved"), ("HELPLINE", "STOP", "116 123", "999", "111")),
    "text.callback_bereaved": ("NOCALL", "HELPLINE", "116 123", "999", "111"),
    "text.nocall_number": ("NOCALL", "999", "111"),
    **dict.fromkeys([f"text.callback_{of}" for of in ("none", "nobody")], ("CALLME", "999", "111")),
    **dict.fromkeys(("text.wish_failed", "text.withdrawn"), ("{number}", "999", "111")),
    "text.callback_full": ("{number}", "999", "111"),
    "text.withdrawn_medicine": ("111", "999", "{number}"),
    "text.fallback": ("999", "111", "116 123", "85258", "{number}", "{hours}"),
}
PROMISED = (".callback_kept", ".callback_kept_another", ".callback_already")
# Here the first word that is held stands before the third: the ambulance and the Samaritans, in order.
IN_ORDER = ["text.urgent_body", "text.urgent_despair", "call.urgent_body", "call.urgent_despair"]
IN_ORDER += ["text.callback_withdrawn_despair"]
# Here the blank that is held last, a way on for whoever only asked, stands behind all the numbers (ADR 54).
LAST = ("text.urgent_at_once", "text.worried", "text.worried_owed", "text.careful")
COMES = "{comes}"
# What a pack of the version before says without: it goes on, and is told to put them in.
NEWER = {"text.callback_time": "5", "text.stop_callback": "NOCALL"}
NEWER |= {"text.urgent_at_once": "{topic}", "text.worried": "{topics}"}
NEWER |= {f"text.callback_{of}": COMES for of in ("kept", "already", "waits", "ringing", "rung_once")}


def numbers(look: Look) -> Iterator[Fault]:
    """Check that each fixed sentence has all phone numbers and other words that the table `HOLDS` asks for.

    Some emergency sentences must also name one number before another (R30). Some sentences must name all
    numbers to ring before the topics that they offer (R48).
    """
    for said in look.said:
        held = HOLDS.get(said.key, ())
        lacking = [words for words in held if not _holds_any(look, said.written, words)]
        newer = [words for words in lacking if _is_newer(said, words)]
        if lacking:
            level: Level = "warning" if lacking == newer else "error"
            says = 'lacks "' + '", "'.join(lacking) + '"'
            yield Fault(said.file, said.key, says, "put it in: people rely on it", level, about=said.written)
        if said.key in IN_ORDER and said.written.find(held[0]) > said.written.find(held[2]):
            yield Fault(said.file, said.key, f'does not name "{held[0]}" first', "change the order (R30)")
        if said.key in LAST and (early := _before_numbers(said.written)):
            says = f'names "{early}" before a number to ring'
            yield Fault(said.file, said.key, says, "put it behind the numbers (R48)")


def _before_numbers(sentence: str) -> str:
    """The blank {topic} or {topics} of a sentence, if a number to ring stands behind it; "" if not."""
    found = re.search(r"(\{topics?\}).*?\d{3}", sentence)
    return found[1] if found else ""


def _is_newer(said: Said, words: str) -> bool:
    """Whether a sentence without `words` gets only a warning, because our last version did not ask for them.

    For the blank {comes}, this is so only if the sentence still has the blank {line}.
    """
    return NEWER.get(said.key) == words and (words != COMES or _holds(said.written, "{line}"))


def _holds_any(look: Look, sentence: str, words: str) -> bool:
    """Whether a sentence has `words` or, if they are a command, any of the language's words for that command.

    A command of two words also counts if they are written as one ("FFONIWCHFI").
    """
    own = [each.upper() for each in strings(table(look.language.matching, "matching", "commands"), words)]
    return any(_holds(sentence, each) for each in (words, *own, *(each.replace(" ", "") for each in own)))


def _holds(sentence: str, words: str) -> bool:
    """Whether a sentence has these words as whole words: "1" is not in "111"."""
    return re.search(rf"(?<![\w{{]){re.escape(words)}(?![\w}}])", sentence) is not None


def general(look: Look) -> Iterator[Fault]:
    """Check that calls and the topic ABOUT say that this is general information (R46)."""
    told = {(look.phrases, "call.general"): look.language.call["general"]}
    if about := look.language.topics.get(ABOUT):
        told[look.file(about), "spoken"] = " ".join(about.spoken)
        told[look.file(about), "text"] = f"{about.text} {about.more}"
    for (file, key), words in told.items():
        if not says(look, "general", words):
            mend = f'use one of "{", ".join(signs(look, "general"))}"'
            yield Fault(file, key, "does not say that this is general information (R46)", mend)


def promises(look: Look) -> Iterator[Fault]:
    """Check the words that promise a call-back (R38).

    They must say that we try twice, that nobody asks for bank details, and that we leave no message.
    """
    held = {
        "twice": "that it is tried twice",
        "bank": "that no one asks for bank details",
        "no_message": "that no message is left",
    }
    for said in look.said:
        if said.key.removesuffix("_relay").removesuffix("_day").endswith(PROMISED):
            for sign, lacking in held.items():
                if not says(look, sign, said.written):
                    mend = f'use one of "{", ".join(signs(look, sign))}" (R38)'
                    yield Fault(said.file, said.key, f"does not say {lacking}", mend)


def signs(look: Look, sign: str) -> tuple[str, ...]:
    """The words listed under `sign` in checks.toml: any one of them shows that a sentence says what it must.

    Empty if the language has no such list.
    """
    return look.language.checks.get(sign, ())


def says(look: Look, sign: str, words: str) -> bool:
    """Whether `words` have any of those listed under `sign` in checks.toml, such as "recorded".

    Also true if a language after the pack's first lacks the list, which the rule `untranslated` reports.
    """
    held = signs(look, sign)
    untranslated = look.language.first is not None and not held  # told once, by `untranslated`
    return untranslated or any(each in words.lower() for each in held)

"""What the matcher was measured with: whoever changes a number or a name changes it here."""

from menus.matcher import (
    alarms,
    answers,
    commands,
    ear,
    evidence,
    machines,
    matching,
    optouts,
    unwrap,
    whole_message,
)
from menus.matcher.answers import Command, Found, Unsure
from menus.matcher.commands import COMMANDS, Does, Says, Tells
from menus.matcher.machines import is_meant
from menus.matcher.matching import explain
from menus.model import Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

BY_LAYER = {
    "stop": ("command",),
    "chest pain": ("command", "alarm"),
    "can i stop methotrexate": ("command", "alarm", "careful"),
    "please can you ring me back": ("command", "alarm", "careful", "automatic", "request"),
    "bones": ("command", "alarm", "careful", "automatic", "request", "clause", "keyword"),
}


def test_the_layers_are_asked_in_this_order_and_called_so_wherever_they_are_listed() -> None:
    assert [name for name, _ in matching.LAYERS] == [
        *("command", "alarm", "careful", "automatic", "request", "clause", "keyword", "evidence", "owned"),
    ]
    assert [name for name, _ in matching.ASKING] == ["command", "keyword", "request", "evidence"]


def test_the_first_layer_that_finds_something_answers(pack: Pack) -> None:
    english = pack.languages["en"]
    known = [name for name, _ in matching.LAYERS]  # an ear that was listened to stands among them
    layers = {
        words: tuple(seen.layer for seen in explain(english, words) if seen.layer in known)
        for words in BY_LAYER
    }
    assert {words: names[: len(BY_LAYER[words])] for words, names in layers.items()} == BY_LAYER


def test_evidence_weighs_as_it_was_measured_on_messages() -> None:
    assert evidence.TIER == {"strong": 9, "asks": 7, "hints": 2, "words": 1}
    assert {"names", "terms", "words"} == evidence.NAMING
    assert evidence.OTHER_WORDS == {
        "strong": (4, 7),
        "names": (5, 8),
        "asks": (2, 4),
        "terms": (2, 4),
        "hints": (0, 2),
        "words": (0, 0),
    }
    assert (evidence.SURE, evidence.CLOSE, evidence.TELLING, evidence.FEW) == (4, 1, 8, 3)


def test_a_mistyped_message_is_taken_for_a_keyword_within_these_bounds() -> None:
    assert (whole_message.SHORTEST, whole_message.LONGEST, whole_message.MOST_WORDS) == (4, 30, 6)
    assert (whole_message.TWO_SLIPS, whole_message.THREE_SLIPS, whole_message.SHORT_NAME) == (5, 12, 8)
    assert (matching.UNKNOWN_WORDS, machines.LONG, commands.MOST_WORDS, unwrap.LONGEST_NAME) == (5, 2, 8, 3)


def test_an_opt_out_is_heard_in_a_message_within_these_bounds() -> None:
    assert (optouts.LONGEST, optouts.STORY, optouts.SHORT) == (35, 35, 5)
    assert optouts.FEWEST == 3
    assert optouts.PLAIN == ("stop_plain phrases",)
    assert optouts.WISHES == ("stop_alone phrases", "stop_beside phrases", "STOP phrases")
    assert {"ABOUT", "COST", "LANGUAGE", "MENU", "NO", "SLIP", "STOP", "THANKS", "YES"} == optouts.BESIDE
    assert machines.LISTS == ("machines phrases", "automatic phrases")
    assert machines.LASTING == ("STOP", "START")


def test_the_gravest_alarm_of_a_message_is_answered() -> None:
    both = ("despair", "body", "danger", "harm", "at_once")
    listed = [f"{kind} {name}" for kind in both for name in ("unguarded", "alarms")]
    assert (*listed, "body milder") == alarms.GRAVEST


def test_the_second_ear_listens_as_it_was_taught() -> None:
    assert (ear.LETTERS, ear.MARK, ear.FEW) == ((3, 4, 5), 0xFFFFFF, 6)
    assert (ear.LONG, ear.WINDOW, ear.STEP) == (40, 24, 12)
    in_topics = {"COST": "?HOWTO|ABOUT", "LANGUAGE": "HOWTO", "SECRET": "ABOUT"}
    meant = {"HELPME": "HELP", "MISSED": "CALLME", "THANKS": "NONE", "SLIP": "?STOP"}
    assert meant | in_topics == answers.SAME


def test_each_command_does_what_people_are_told_that_it_does() -> None:
    said = {name: does for name, does in COMMANDS.items() if not isinstance(does, Does)}
    assert said == {
        "ABOUT": Tells("about"),
        "HELPLINE": Tells("helpline"),
        "HELP": Says("help"),
        "PRIVACY": Says("privacy"),
        "SECRET": Says("secret"),
        "COST": Says("cost"),
        "LANGUAGE": Says("one_language"),
        "SLIP": Says("stop_slip"),
    }
    assert all(does == Does(name.lower()) for name, does in COMMANDS.items() if name not in said)  # type: ignore[arg-type]
    assert {"MISSED", "HELPME", "THANKS", "SLIP", "SECRET", "COST", "LANGUAGE"} == commands.MEANT
    assert {"STOP", "START", "SLIP"} == commands.WRITTEN
    own = {"stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "unstop", "info"}
    assert own == commands.CARRIER


def test_what_a_machine_holds_by_chance_is_no_persons_question(pack: Pack) -> None:
    data = lexicon(pack.languages["en"])

    def meant(words: str, answer: answers.Match, *, is_part: bool = True) -> bool:
        return is_meant(data, read(data, words), words, answer, is_part)

    bones, unsure = Found("bones"), Unsure(("bones",))
    assert meant("bones", bones) and meant("bones", unsure)
    assert meant("I am away today. BONES", bones)
    assert not meant("stop", Command("STOP")) and meant("stop", Command("STOP"), is_part=False)
    assert not meant("start", Command("START")) and not meant("stpo", Command("SLIP"))
    assert meant("menu", Command("MENU")) and not meant("hi", Command("MENU"))

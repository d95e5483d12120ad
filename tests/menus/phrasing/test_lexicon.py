"""What the lexicon takes from a pack: each table is read under its own name, and ends up in its own place."""

from dataclasses import replace
from typing import Any

import pytest

from menus.model import Language, Pack
from menus.phrasing import nearness, normalise, phrase_lists, phrases, sounds, tables, vocabulary
from menus.phrasing.lexicon import LONG_SLIP, Lexicon, lexicon

MATCHING: dict[str, Any] = {
    "stop_words": ["the", "of"],
    "edges": ["hello", "thank you"],
    "joiners": ["and"],
    "short": ["my"],
    "clinical": ["scan"],
    "before": ["tell me about", "what is"],
    "after": ["please"],
    "veto": ["blood sausage"],
    "subjects": ["cinema"],
    "sets": {
        "passing": ["really"],
        "skipped": ["an"],
        "spoken": ["rituximab"],
        "ring": ["@ways"],
        "ways": ["phone"],
    },
    "spelling": {"stp": "stop", "presdnisolone": "prednisolone"},
    "heard": {"right tux": "rituximab"},
    "commands": {"MENU": ["main menu"], "STOP": ["stop"]},
    "when_open": {"YES": ["ok"]},
    "requests": {"CALLME": {"phrases": ["@ring me"], "guards": ["do not phone me"]}},
    "automatic": {"phrases": ["out of office"], "questions": ["can"]},
    "machines": {"phrases": ["this is a machine"]},
    "best_time": {"morning": {"phrases": ["early"]}},
    "topics": {
        "bones": {"weight": 7, "names": ["zoledronate"], "words": ["chalk"], "asks": ["break easily"]}
    },
}
SAFETY: dict[str, Any] = {
    "guards": ["heart failure nurse"],
    "sets": {"hurt": ["bleeding"]},
    "body": {"alarms": ["chest pain"], "milder": ["short of breath"], "unguarded": {"all": ["collapsed"]}},
    "careful": {
        "alarms": ["stop my tablets"],
        "topics": ["bones"],
        "no_medicine": ["bones", "steroids"],
        "default": ["steroids"],
    },
}


@pytest.fixture(scope="module")
def small(pack: Pack) -> Lexicon:
    """The lexicon of a language with a word or two in each table, and two topics."""
    english: Language = pack.languages["en"]
    topics = {name: english.topics[name] for name in ("bones", "steroids")}
    matching = {"matching": MATCHING, "safety": SAFETY}
    return lexicon(replace(english, topics=topics, matching=matching))


def test_each_list_of_words_stands_in_its_own_place(small: Lexicon) -> None:
    assert small.stop_words == {"the", "of"} and small.joiners == {"and"}
    assert small.edges == {"hello", "thank you"}
    assert small.passing == {"really"} and small.skipped == {"an"}
    assert small.spelling["stp"] == ("stop",) and small.misheard_as == {"right tux": "rituximab"}
    assert small.misheard.sub("*", " a right tux b ") == " a * b "
    assert small.commands == {"mainmenu": "MENU", "stop": "STOP"}
    assert small.commands_open == {**small.commands, "ok": "YES"}
    assert (small.requests, small.weights) == (("CALLME",), {"bones": 7, "steroids": 5})
    assert (small.careful_topics, small.careful_default) == (("bones",), ("steroids",))


def test_what_may_stand_before_a_keyword_and_behind_it_is_a_frame(small: Lexicon) -> None:
    before, after = small.frames
    assert before.sub("", " tell me about bones ") == "bones "
    assert before.sub("", " what is tell me about bones ") == "bones "
    assert before.search(" bones what is ") is None
    assert after.sub("", " bones please ") == " bones "
    assert after.search(" please bones ") is None


def test_each_phrase_is_listed_under_its_owner(small: Lexicon) -> None:
    def owners(index: phrases.Index) -> dict[str, str]:
        return {phrase.source: phrase.owner for phrase in index.phrases}

    alarms = {"chest pain": "body alarms", "short of breath": "body milder", "collapsed": "body unguarded"}
    assert owners(small.alarms) == alarms
    assert owners(small.guards) == {"heart failure nurse": "guards"}
    assert owners(small.vetoes) == {"blood sausage": vocabulary.ALL, "cinema": vocabulary.DESCRIBED}
    evidence = owners(small.evidence)
    assert evidence["break easily"] == "bones asks"
    assert (evidence["zoledronate/zoledronates"], evidence["chalk/chalks"]) == ("bones names", "bones words")
    assert {name: owners(index) for name, index in small.lists.items()} == {
        "CALLME phrases": {"@ring me": "CALLME"},
        "CALLME guards": {"do not phone me": "CALLME"},
        "careful alarms": {"stop my tablets": "careful"},
        "automatic phrases": {"out of office": "automatic"},
        "machines phrases": {"this is a machine": "machines"},
        "morning_time phrases": {"early": "morning_time"},
    }


def test_what_slips_are_mended_towards_is_what_the_pack_listens_for(small: Lexicon) -> None:
    near, wanted = small.near, small.near.wanted
    assert {"stop", "menu", "chest", "bleeding", "phone", "zoledronate", "rituximab", "ok"} <= wanted
    assert "presdnisolone" in wanted and "stp" not in wanted
    assert {"stp", "the"} <= near.known and near.short == {"my"}
    assert {"zoledronate", "scan", "bones"} <= near.names
    assert near.names_by_sound[sounds.sound("rituximab")] == "rituximab"
    assert all(len(entry) >= nearness.SHORTEST and entry.isalpha() for entry in small.near_whole)
    assert "bones" in small.near_whole and small.keywords == {"bones": "bones", "steroids": "steroids"}


def test_slips_are_borne_within_the_bounds_that_were_measured() -> None:
    assert (nearness.SHORTEST, nearness.PLAIN, nearness.TWO_SLIPS, nearness.THREE_SLIPS) == (4, 6, 8, 13)
    assert (nearness.LONG_WORD, nearness.LONGEST_NAME, nearness.MOST_PIECES) == (6, 24, 6)
    assert (nearness.SHORTEST_SOUND, nearness.ALIKE, nearness.ALIKE_SPLIT) == (4, 0.6, 0.4)
    assert (nearness.PIECE, nearness.LONGEST_PIECE) == (3, 16)
    assert (nearness.WANTED_COST, nearness.KNOWN_COST, nearness.SHORT_COST) == (4, 7, 3)
    assert (LONG_SLIP, vocabulary.WORD, tables.NESTED, normalise.LONGEST) == (6, 3, 4, 1600)


def test_words_that_sound_alike_have_one_sound() -> None:
    alike = [
        ("physiotherapy", "fysiotherapy"),
        ("knee", "nee"),
        ("psoriasis", "soriasis"),
        ("light", "lite"),
        ("weight", "wait"),
        ("watch", "wash"),
        ("station", "stajon"),
        ("special", "speshal"),
        ("cyclosporin", "syklosporin"),
        ("quick", "kwik"),
        ("badge", "baj"),
        ("gel", "jel"),
        ("methotrexate", "methatrexate"),
        ("azathioprine", "azzathioprine"),
    ]
    assert [pair for pair in alike if sounds.sound(pair[0]) != sounds.sound(pair[1])] == []


def test_the_tables_that_hold_phrases_are_these() -> None:
    own = ("automatic", "machines", "own_number", "by_relay", "not_by_relay", "call_it_off", "owed_no_more")
    stops = ("stop_alone", "stop_beside", "stop_perhaps", "our_texts", "goes_on", "not_ours")
    plain = ("stop_plain", "texts_wanted", "narrowed", "elsewhere", "only_told", "ending", "whether_off")
    words = ("correction", "let_be", "let_be_whom", "somebody", "erase", "text_back")
    assert (
        *own,
        *words,
        *stops,
        *plain,
        "not_one",
        "off_now",
        "alarm_stands",
        *("refers", "ring_not", "somebody_near"),
        *("unwanted", "may_i_cancel", "call_wanted", "minds", "put_back"),
        *("no_ring", "begs", "asker_gone", "texts_and_calls", "ring_instead"),
        *("gone_by_then", "out_by_then", "not_that_day", "cannot_hear", "asks_plainly", "errand"),
        *("not_then", "reader", "bereaved", "one_only", "off_too", "breaks_off", "rung_by_others", "asks_if"),
        *("fresh_death", "own_hand", "all_calls", "comes_from", "not_that_number", "new_number", "absent"),
        *("let_down", "which_number", "that_soon", "farewell", "returns", "number_to_ring", "not_that_phone"),
        *("by_when", "of_the_ring", "spoken_to", "holiday", "holiday_hours", "grief", "left_behind"),
    ) == phrase_lists.PHRASED
    assert phrase_lists.KINDS == ("despair", "body", "danger", "harm", "at_once")
    assert vocabulary.TIERS == ("strong", "asks", "hints")
    assert (vocabulary.ALL, vocabulary.DESCRIBED) == ("", "*")


def test_a_message_is_read_as_plain_letters_and_digits() -> None:
    read = {
        "Don’t": "dont",
        "d'you": "dyou",
        "40mg": "40 mg",
        "see https://a.example/b now": "see weblink now",
        "www.a.example": "weblink",
        "soooo": "soo",
        "salt & peper": "salt and peper",
        "café ß æ œ ø ł ı": "cafe ss ae oe o l i",
        "é & è": "e and e",
        "🆘": "sos",
    }
    assert {text: " ".join(normalise.plain_words(text)) for text in read} == read
    assert len("".join(normalise.plain_words("ab " * 1000))) == 1067

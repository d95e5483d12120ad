"""The menus of a call: each fault at its menu, each key's words counted, each language offered."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from menus.model import Action, Fault, Language, Menu, MenuWords
from menus.rules import menu
from menus.said import Look, Said

OTHER_KEY = "give each choice a key of its own"
CUT = "en/topics/exercise.toml: spoken: 80 words in all, 5 over, where it is heard before the choices"


def to(target: str, key: str = "1", kind: str = "topic") -> Action:
    return Action(key, kind, target)  # type: ignore[arg-type]


def with_menus(seen: Look, *menus: Menu) -> Look:
    return replace(seen, pack=replace(seen.pack, menus={one.name: one for one in menus}))


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look) -> list[str]:
    return [str(one) if one.level == "error" else f"{one.level}: {one}" for one in rule(seen)]


def test_each_menu_is_held_to_its_keys_whatever_another_has(seen: Look) -> None:
    many = Menu("main", tuple(to("bones", key) for key in "12345"))
    twice, dead = (
        Menu(name, tuple(to("bones", key) for key in keys)) for name, keys in (("a", "1223"), ("b", "1#0"))
    )
    made = with_menus(seen, many, twice, dead)
    found = list(menu.actions(made))
    assert [(one.key, one.about) for one in found] == [
        ("menu.main.actions", ""),
        ("menu.a.actions", '"2"'),
        ("menu.b.actions", '"#"'),
        ("menu.b.actions", '"0"'),
    ]
    assert found[1].says == "key 2 stands 2 times, and only the first is alive"


def test_a_topic_is_reached_by_the_shortest_way_and_a_loop_of_menus_is_none(seen: Look) -> None:
    def over(*menus: Menu) -> list[str]:
        return [f"{one.file} {one.key} {one.says}" for one in menu.reach(with_menus(seen, *menus))]

    first, second = to("a", "1", "menu"), to("b", "2", "menu")
    back = to("main", "3", "menu")
    deep = Menu("b", (to("bones"), to("exercise", "2"), back))
    assert over(Menu("main", (first,)), Menu("a", (second, back)), deep) == [
        f"en/topics/{name}.toml  it takes 3 keys from the greeting, 1 over" for name in ("bones", "exercise")
    ]
    shorter = Menu("a", (second, to("bones"), to("exercise", "3")))
    assert over(Menu("main", (first,)), shorter, deep) == []
    assert over(Menu("main", (first, second)), Menu("a", (second,)), deep) == []
    # of what stands in a menu that no key leads to, the menu alone is told
    lost = with_menus(seen, Menu("main", (to("exercise"),)), Menu("b", (to("bones"),)))
    (fault,) = menu.reach(lost)
    assert (fault.key, fault.says, fault.about) == ("menu.b", "no key leads to it", '"b"')


def test_what_is_heard_before_the_choices_counts_alone_and_never_in_the_main_menu(seen: Look) -> None:
    parts = [("safety", "exercise", 5), ("spoken[1]", "exercise", 75), ("spoken[1]", "bones", 60)]
    parts += [("title", "exercise", 9), ("text", "exercise", 9)]
    said = tuple(Said("f", key, "", "word " * count, "call", topic) for key, topic, count in parts)
    menus = Menu("main", (), "bones"), Menu("a", (), "exercise"), Menu("b", (), "bones"), Menu("c", ())
    assert told(menu.overviews, replace(with_menus(seen, *menus), said=said)) == [
        "menu.toml: menu.main.first: keeps every caller waiting for the first choice: "
        "move it to another menu (R1)",
        f"{CUT}: cut, or take it out of menu.toml (R8)",
    ]


@pytest.fixture(scope="module")
def bare(seen: Look) -> Look:
    """A pack that says nothing, with a menu of its own beside the main one."""
    topics = {"bones": replace(seen.language.topics["bones"], option="a")}
    call, keys = dict.fromkeys(seen.language.call, ""), dict.fromkeys("0123456789*#", "a")
    menus = {"other": MenuWords("", "a", "a")}
    language = replace(seen.language, topics=topics, call=call, keys=keys, menus=menus, offered="a")
    pack = replace(seen.pack, languages={"en": language})
    made = replace(seen, pack=pack, language=language)
    return with_menus(made, Menu("main", (to("other", "2", "menu"),)), Menu("other", (to("bones", "3"),)))


LONG = "word " * 60
CLOSED = Said("f", "call.closed", "", "", "call")


def saying(bare: Look, **changes: dict[str, str]) -> Look:
    """The pack with long words in one place."""
    named = {name: {**getattr(bare.language, name), **words} for name, words in changes.items()}
    language = replace(bare.language, **named)  # type: ignore[arg-type]
    languages = {**bare.pack.languages, "en": language}
    return replace(bare, language=language, pack=replace(bare.pack, languages=languages))


@pytest.mark.parametrize(
    ("key", "menus"),
    [
        ("9", ["main"]),
        ("0", ["main", "other"]),
        ("*", ["other"]),
        ("2", ["main"]),
        ("3", ["other"]),
        ("7", []),
    ],
)
def test_the_words_of_each_key_are_heard_where_it_is_offered(bare: Look, key: str, menus: list[str]) -> None:
    found = list(menu.lasts(saying(bare, keys={key: LONG})))
    assert [(one.file, one.key) for one in found] == [("menu.toml", f"menu.{name}") for name in menus]
    assert {one.mend for one in found} <= {"shorten the `option` of its choices (R8)"}


@pytest.mark.parametrize(
    ("name", "menus"),
    [
        *((name, ["main"]) for name in ("again", "person", "closed_first", "closed_person")),
        *((name, ["other"]) for name in ("back", "for_person", "callback")),
        ("greeting", []),
    ],
)
def test_the_choices_of_every_menu_count_with_its_own(bare: Look, name: str, menus: list[str]) -> None:
    found = menu.lasts(saying(bare, call={name: LONG}))
    assert [one.key for one in found] == [f"menu.{name}" for name in menus]


def test_of_two_ways_to_a_person_the_longer_to_say_counts(bare: Look) -> None:
    """The helpline is open or closed: which of the two is said is not known beforehand."""
    for name, other in (("for_person", "callback"), ("callback", "for_person")):
        assert len(list(menu.lasts(saying(bare, call={name: LONG, other: "zz"})))) == 1
    for name, other in (("closed_person", "callback"), ("callback", "closed_person")):
        closed = replace(saying(bare, call={name: LONG, other: "zz"}), said=(CLOSED,))
        assert len(list(menu.closed_message(closed))) == 1


def test_a_menu_may_last_22_seconds_and_a_greeting_with_three_languages_17(bare: Look) -> None:
    main = with_menus(bare, Menu("main", (to("bones", "1"), to("bones", "2"))))
    other = with_menus(bare, Menu("other", tuple(to("bones", key) for key in "123")))
    title = {"other": MenuWords("word " * 34, "a", "a")}
    for more, over in (("", 0), (" word", 1)):
        assert len(list(menu.lasts(saying(main, call={"person": "word " * 40 + more})))) == over
        titled = replace(other, language=replace(other.language, menus=title))
        assert len(list(menu.lasts(saying(titled, call={"back": more})))) == over
        of = bare.language
        languages = {"en": of} | {code: replace(of, code=code) for code in ("cy", "pl", "ur")}
        keys = {"cy": "6", "pl": "7", "ur": "4"}
        pack = replace(bare.pack, languages=languages, language_keys=keys, service="Our Line")
        greeting = Said("f", "call.greeting", "", "word " * 25 + more, "call")
        assert len(list(menu.first_option(replace(bare, pack=pack, said=(greeting,))))) == over


@pytest.mark.parametrize(
    ("key", "name", "messages", "counts"),
    [
        *((key, "", False, True) for key in "0*"),
        ("1", "", False, False),
        ("0", "closed_person", False, True),
        ("2", "", False, False),
        ("2", "", True, True),
        ("", "closed_information", False, True),
        ("", "closed_person", False, True),
        ("", "callback", False, True),
        ("", "leave_message", False, False),
        ("", "leave_message", True, True),
        ("", "because_ill", False, True),
        ("", "because_ill", True, False),
        ("", "again", False, False),
    ],
)
def test_the_message_while_closed_counts_what_it_offers(
    bare: Look, key: str, name: str, messages: bool, counts: bool
) -> None:
    words = {"keys": {key: LONG}} if key else {}
    words["call"] = {name: LONG if not key else "a a"} if name else {}
    made = saying(bare, **words)
    hours = replace(made.pack.hours, messages=messages)
    made = replace(made, pack=replace(made.pack, hours=hours), said=(CLOSED,))
    found = list(menu.closed_message(made))
    assert [(one.file, one.key, one.mend) for one in found] == [
        ("en/phrases.toml", "call.closed", "shorten it, or its choices (R35)")
    ] * counts


def test_a_menu_that_is_called_like_the_topic_on_support_may_stand_anywhere(seen: Look) -> None:
    support = replace(seen.language.topics["bones"], name="support", keyword="SUPPORTUS")
    made = replace(seen, language=replace(seen.language, topics={"support": support}))
    for kind, found in (("menu", 0), ("topic", 1)):
        listed = Menu("a", (to("support", "1", kind), to("bones", "2")))
        assert len(told(menu.support_last, with_menus(made, listed))) == found


NOT_WHOLE = (
    "offered: is not whole, so nobody can choose this language: "
    'write `call`, such as "For English", and `words`, such as ["english"]'
)


@pytest.mark.parametrize(
    ("offered", "words", "says"),
    [
        ("For Welsh", ("welsh",), []),
        (" ", ("welsh",), [NOT_WHOLE]),
        ("For Welsh", (), [NOT_WHOLE]),
        (
            "For Welsh",
            ("welsh", "Bones", "old word"),
            [
                f'offered.words: "{word}" is a word of en/topics/{name}.toml: leave it to one of the two'
                for word, name in (("Bones", "bones"), ("old word", "exercise"))
            ],
        ),
    ],
)
def test_each_of_several_languages_is_offered_and_chosen_by_words_of_its_own(
    seen: Look, offered: str, words: tuple[str, ...], says: list[str]
) -> None:
    of = seen.language.topics
    topics = {"bones": of["bones"], "exercise": replace(of["exercise"], also=("old words", "old word"))}
    english = replace(seen.language, topics=topics, offered="For English", chosen_by=("english",))
    welsh = replace(english, code="cy", topics={}, offered=offered, chosen_by=words, first=english)

    def found(language: Language, *all_of_it: Language) -> list[str]:
        languages = {one.code: one for one in all_of_it}
        return told(
            menu.other_languages,
            replace(seen, language=language, pack=replace(seen.pack, languages=languages)),
        )

    warning = "warning: " if NOT_WHOLE in says else ""
    assert found(welsh, english, welsh) == [f"{warning}cy/phrases.toml: {one}" for one in says]
    # alone it is offered to nobody, and as the first one nobody would find back to it
    assert found(welsh, welsh) == []
    first = replace(welsh, first=None)
    assert found(first, english, first) == [f"cy/phrases.toml: {one}" for one in says]

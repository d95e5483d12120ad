"""“Next one” hands out whom one can ring now; where it hands out nothing, the reason it gives is so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from store.desk.desk import DeskStore
from store.promises.promise import Kept
from store.promises.standing import Best
from tests.conftest import OPEN, At, new_number
from tests.people.desk import Person

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
People = Callable[..., Person]
Ask = Callable[..., str]


@pytest.fixture
def ask(kept: DeskStore) -> Ask:
    """Has a call-back kept, due so many hours from now, where nothing else waits; gives its id."""
    queue = kept.line.callbacks.queue
    for one in queue.ids():
        queue.close(one, "withdrawn", "", OPEN)

    def asked(hours: int, best: Best = "any", number: str = "") -> str:
        whom = number or new_number()
        promise = kept.line.callbacks.keep(f"CA{whom}", whom, best, "call", [OPEN + hours * HOUR], 99, OPEN)
        assert isinstance(promise, Kept)
        return promise.id

    return asked


def take(ann: Person, item_id: str, deed: str = "", **fields: str) -> Person:
    """Take one from the list, and press a button on its page."""
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{item_id}/claim")
    return ann.send(f"/desk/callbacks/{item_id}/{deed}", **fields) if deed else ann


def go_on(ann: Person, left: str = "") -> str:
    """The id of the one that "Next one" hands out, after the one that was `left`; "" for none."""
    ann.send(f"/desk/callbacks/next?after={left}" if left else "/desk/callbacks/next")
    return ann.path.removeprefix("/desk/callbacks").strip("/")


def test_whose_second_try_is_not_due_is_not_handed_out_until_it_is(person: People, ask: Ask, at: At) -> None:
    ann, (first, second) = person(), (ask(5), ask(6))
    for one in (first, second):
        take(ann, one, "close", outcome="no_reply")
        assert go_on(ann, one) == (second if one == first else "")
        ann.open("/desk")
    said = "There is no next one now. 2 wait for a second try, the first from 1 pm today."
    ann.open("/desk/callbacks").send("/desk/callbacks/next")
    assert said in ann.words
    held = take(person(), first)  # somebody who took it all the same is not given it again
    assert go_on(held) == ""
    held.open("/desk").send(f"/desk/callbacks/{first}/give-back")
    at(OPEN + 3 * HOUR)
    assert go_on(ann.sign_in()) in (first, second)


def test_who_asked_for_another_time_of_day_is_handed_out_last_and_it_is_said(
    person: People, ask: Ask
) -> None:
    ann, (evening, any_time, late) = person(), (ask(5, "evening"), ask(30), ask(-1, "evening"))
    said = "They asked for the evening; it is morning now."
    assert go_on(ann.open("/desk")) == any_time and said not in ann.words
    ann.send(f"/desk/callbacks/{any_time}/close", outcome="done")
    assert go_on(ann, any_time) == late and said in ann.words
    ann.send(f"/desk/callbacks/{late}/close", outcome="done")
    assert go_on(ann, late) == evening and said in ann.words
    assert said in person().open(f"/desk/callbacks/{evening}").words


def test_whose_call_is_late_is_told_sorry_by_who_rings_and_the_list_says_on_top_how_many_are(
    person: People, ask: Ask
) -> None:
    ann, late, other = person(), ask(-1), ask(5)
    assert "2 call-backs waiting. 1 late" in ann.open("/desk/callbacks").words
    assert '<a id="late" href="/desk/callbacks?state=late">' in ann.page
    assert "1 call-back waiting, of 2." in ann.open("/desk/callbacks?state=late").words
    words = take(ann, late).words
    assert "This call is late: it was due by 9 am today" in words
    assert "Once you know that it is them, say sorry for that." in words
    assert "This call is late" not in take(ann, other).words
    ann.send(f"/desk/callbacks/{late}/close", outcome="done")
    assert "1 call-back waiting." in ann.open("/desk/callbacks").words and 'id="late"' not in ann.page


def test_what_i_gave_back_comes_last_for_me_for_the_rest_of_the_day_and_not_for_others(
    person: People, ask: Ask, at: At
) -> None:
    ann, (first, second, evening) = person(), (ask(5), ask(6), ask(4, "evening"))
    take(ann, first, "give-back")
    for left, then in ((first, second), (second, evening)):
        assert go_on(ann, left) == then
        ann.send(f"/desk/callbacks/{then}/close", outcome="no_reply")
    assert go_on(ann, evening) == first and "You gave this one back today" in ann.words
    ann.send(f"/desk/callbacks/{first}/give-back")
    bea = person().open("/desk")
    assert go_on(bea) == first and "gave this one back" not in bea.words
    bea.send(f"/desk/callbacks/{first}/give-back")
    at(OPEN + 24 * HOUR)
    ask(48)
    assert go_on(ann.sign_in()) == first and "gave this one back" not in ann.words


def test_one_goes_on_from_those_one_keeps_to_what_nobody_has(person: People, ask: Ask) -> None:
    ann, (first, second, evening) = person(), (ask(5), ask(6), ask(4, "evening"))
    assert [go_on(ann.open("/desk")), go_on(ann, first), go_on(ann, second)] == [first, second, evening]


def test_the_reason_for_no_next_one_is_so(person: People, ask: Ask, kept: DeskStore) -> None:
    ann, bea = person(), person()
    ann.open("/desk/callbacks")
    assert go_on(ann) == "" and "There is no next one now. Nobody waits." in ann.words
    first = take(bea, ask(5)) and kept.line.callbacks.queue.ids()[0]
    assert go_on(ann) == "" and "Colleagues have 1, or it is kept for them." in ann.words
    second, _ = ask(6, number="+447400100912"), ask(7, "evening")
    ann.send("/desk/callbacks/next?ends=555")
    assert "The list shows only some: 3 wait besides. Press “Show all” to go on." in ann.words
    assert "Show all" in ann.words and "One that is closed stands under Closed" in ann.words
    take(bea, kept.line.callbacks.queue.ids()[-1])
    take(ann, second)
    assert go_on(ann, second) == "" and "The one that you come from is the only other." in ann.words
    assert "Colleagues have 2, or they are kept for them." in ann.words and first


@pytest.mark.parametrize("deed", ["close", "give-back", "next"])
def test_who_goes_on_from_one_that_was_searched_for_has_the_whole_list_again(
    person: People, ask: Ask, deed: str
) -> None:
    ann, (found, other) = person(), (ask(5, number="+447400100912"), ask(6))
    assert other not in ann.open("/desk/callbacks?ends=912&best=any").page
    ann.send(f"/desk/callbacks/{found}/claim?ends=912&best=any")
    if deed != "next":
        ann.send(f"/desk/callbacks/{found}/{deed}?ends=912&best=any", outcome="done")
        assert other in ann.page and 'value="912"' not in ann.page and "best=any" in ann.page
    ann.send(f"/desk/callbacks/next?ends=912&best=any&after={found}")
    assert ann.path == f"/desk/callbacks/{other}" and "912" not in ann.page.split("<main")[1]


def test_who_corrects_a_closed_one_comes_to_the_list_of_what_waits(person: People, ask: Ask) -> None:
    ann, (first, second) = person(), (ask(5), ask(6))
    take(ann, first, "close", outcome="done")
    ann.open("/desk/callbacks?show=closed").send(f"/desk/callbacks/{first}/undo?show=closed")
    assert "What you wrote beside it stays" in ann.words
    ann.send(f"/desk/callbacks/{first}/close?show=closed", outcome="withdrawn")
    assert 'id="next"' in ann.page and second in ann.page


def test_what_is_closed_is_told_by_its_digits_as_what_and_that_a_flag_stays(person: People, ask: Ask) -> None:
    ann, lea = person(), person("admin")
    plain, flagged = ask(5, number="+447400100606"), ask(6, number="+447400100505")
    take(ann, plain, "close", outcome="passed_on", note="", about="steroids")
    assert "Closed: the number ending 606, as “helped elsewhere”, about: Steroids." in ann.words
    take(ann, flagged, "flag", why="not safe")
    assert "You still have it: now ring, or say below what came of it." in ann.words
    ann.send(f"/desk/callbacks/{flagged}/close", outcome="done")
    assert f"The flag stays with {lea.name}, until they have handed it over." in ann.words
    again = ask(7, number="+447400100202")
    take(ann, again, "close", outcome="no_reply")
    assert "Noted for the number ending 202: no reply. The second try is from 1 pm today." in ann.words


@pytest.mark.parametrize("outcome", ["no_reply", "done"])
def test_what_can_be_undone_can_also_be_seen(person: People, ask: Ask, outcome: str) -> None:
    ann, asked = person(), ask(5)
    take(ann, asked, "close", outcome=outcome)
    if outcome == "no_reply":
        take(ann, asked)
    page = ann.open(f"/desk/callbacks{'' if outcome == 'no_reply' else '?show=closed'}").page
    assert f"/desk/callbacks/{asked}/undo" in page and f'href="/desk/callbacks/{asked}' in page


def test_what_was_it_about_stands_before_what_came_of_it(person: People, ask: Ask) -> None:
    page = take(person(), ask(5)).page
    assert page.index('id="about"') < page.index('value="done"') < page.index('id="note"')
    assert "Each button also saves your note, and what it was about." in page


def test_a_list_shows_of_mine_the_last_digits_and_of_all_that_there_is_a_note(
    person: People, ask: Ask
) -> None:
    ann, bea, asked = person(), person(), ask(5, number="+447400100313")
    take(ann, asked, "note", note="words")
    assert "ends with 313" in ann.open("/desk/callbacks").words and "has a note" in ann.words
    assert "has a note" in bea.open("/desk/callbacks").words and "313" not in bea.words


def test_by_relay_uk_it_is_said_that_ones_own_number_may_show(person: People, kept: DeskStore) -> None:
    kept.line.callbacks.keep("CA1", new_number(), "any", "call", [OPEN + HOUR], 99, OPEN, relay=True)
    (relay,) = [one.id for one in kept.line.callbacks.waiting(OPEN) if one.relay]
    lea = person("admin")
    take(lea, relay)
    said = "your own phone’s number may be shown to them. Use the charity’s phone"
    assert said in lea.words
    lea.send(f"/desk/callbacks/{relay}/flag", why="not safe")
    assert said in lea.open(f"/desk/flagged/callback/{relay}").words


def test_of_the_number_in_a_flag_it_is_said_that_ones_own_may_show(person: People, ask: Ask) -> None:
    lea, asked = person("admin"), ask(5)
    take(lea, asked, "flag", why="not safe")
    assert "dial 141 first" in lea.open(f"/desk/flagged/callback/{asked}").words


def test_from_ones_account_one_comes_back_to_the_call_back_also_after_saving_the_phone(
    person: People, ask: Ask
) -> None:
    ann, asked = person(), ask(5)
    way = f'href="/desk/callbacks/{asked}">Back to the call-back'
    assert way in ann.open(f"/desk/account?back={asked}").page
    ann.send(f"/desk/account/phone?back={asked}", phone="07400 100998")
    assert "Your phone is saved." in ann.words and way in ann.page
    assert "Back to the call-back" not in ann.open("/desk/account?back=../staff").words

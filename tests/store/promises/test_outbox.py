"""Texts asked for on calls: once for each wish, three a day to a number, never against a STOP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from store.link import Unreachable
from store.promises.outbox import Text
from store.promises.promise import Kept, Refused
from store.sealed import BrokenSeal, Sealed, open_seals
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.store.promises.promised import everything

WORDS = "Muscle Line. The canary sings."


def test_a_wish_is_one_text_however_often_it_is_asked(store: Store) -> None:
    number = new_number()
    with ThreadPoolExecutor(8) as crowd:
        answers = set(crowd.map(lambda _: store.outbox.send("CA1 flare", number, WORDS, OPEN), range(8)))
    assert len(answers) == 1 and isinstance(answers.pop(), Kept)
    (job,) = store.jobs.take(OPEN, 10)
    assert store.outbox.text(job) == Text(number, WORDS)


def test_asking_again_after_it_was_sent_sends_nothing(store: Store) -> None:
    number = new_number()
    store.outbox.send("CA1 flare", number, WORDS, OPEN)
    (job,) = store.jobs.take(OPEN)
    store.jobs.finish(job)
    assert isinstance(store.outbox.send("CA1 flare", number, WORDS, OPEN), Kept)
    assert store.jobs.take(OPEN + timedelta(hours=1)) == ()


def test_the_same_wish_for_another_number_is_a_text_of_its_own(store: Store) -> None:
    numbers = {new_number(), new_number()}
    assert all(isinstance(store.outbox.send("CA1 flare", number, WORDS, OPEN), Kept) for number in numbers)
    assert {store.outbox.text(job).to for job in store.jobs.take(OPEN, 10)} == numbers


def test_three_a_day_go_to_a_number(store: Store) -> None:
    number = new_number()
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda n: store.outbox.send(f"CA{n}", number, WORDS, OPEN), range(8)))
    assert sum(isinstance(answer, Kept) for answer in answers) == 3
    assert answers.count(Refused("too_many")) == 5 and store.jobs.waiting() == 3
    assert isinstance(store.outbox.send("CA9", new_number(), WORDS, OPEN), Kept)


def test_a_number_that_opted_out_is_sent_nothing(store: Store) -> None:
    number = new_number()
    store.people.opt_out(number)
    assert store.outbox.send("CA1", number, WORDS, OPEN) == Refused("opted_out")
    store.people.opt_in(number)
    assert isinstance(store.outbox.send("CA1", number, WORDS, OPEN), Kept)


def test_a_blocked_number_is_sent_nothing(store: Store) -> None:
    number = new_number()
    store.blocks.block(number, "", OPEN + timedelta(days=900))
    assert store.outbox.send("CA1", number, WORDS, OPEN) == Refused("blocked")


def test_neither_number_nor_words_can_be_read_from_the_store(store: Store) -> None:
    number = new_number()
    store.outbox.send("CA1", number, WORDS, OPEN)
    assert b"canary" not in everything(store) and number[1:].encode() not in everything(store)


def test_nothing_of_a_person_stays_when_it_is_sent(store: Store) -> None:
    store.outbox.send("CA1", new_number(), WORDS, OPEN)
    (job,) = store.jobs.take(OPEN)
    store.jobs.finish(job)
    assert set(store.link.client.hgetall(f"line:1:job:{job.name}")) == {b"kind", b"asked", b"tries"}
    assert 0 < store.link.client.ttl(f"line:1:job:{job.name}") <= 86400


def test_nothing_is_promised_while_the_store_is_away(away: Store) -> None:
    with pytest.raises(Unreachable):
        away.outbox.send("CA1", new_number(), WORDS, OPEN)


@pytest.mark.parametrize(
    ("promised", "message", "again"),
    [
        (f"text:{'0a' * 32}", "SM" + "0a" * 16, 1),
        (f"text:{'0a' * 32}", "MM" + "0a" * 16, 1),
        (f"text:{'0a' * 32}", "SM" + "0a" * 15, 0),
        (f"text:{'0a' * 32}", "SM" + "0a" * 17, 0),
        (f"text:{'0a' * 31}", "SM" + "0a" * 16, 0),
        (f"resend:{'0a' * 32}", "SM" + "0a" * 16, 0),
    ],
)
def test_only_a_text_that_was_promised_is_sent_again_ten_minutes_later(
    store: Store, promised: str, message: str, again: int
) -> None:
    store.outbox.undelivered(promised, message, new_number())
    assert store.jobs.waiting() == again
    assert store.jobs.take(OPEN + timedelta(seconds=599)) == ()
    jobs = store.jobs.take(OPEN + timedelta(seconds=600))
    assert [store.outbox.undelivered_text(job) for job in jobs] == [message] * again


def test_a_text_that_went_out_and_did_not_arrive_is_another_job_when_it_is_sent_once_more(
    store: Store, clock: Clock
) -> None:
    number, message = new_number(), "SM" + "a" * 32
    store.outbox.send("CA1", number, "words", OPEN)
    (first,) = store.jobs.take()
    store.jobs.finish(first)
    store.outbox.undelivered(first.name, message, number)
    clock.now += timedelta(minutes=10)
    (again,) = store.jobs.take()
    assert (first.kind, again.kind) == ("text", "resend") and again.name != first.name
    assert store.outbox.undelivered_text(again) == message


def test_a_number_in_a_url_opens_for_ten_minutes(store: Store) -> None:
    token = store.seals.seal_for_url("held", "07400123456", OPEN)
    assert "07400123456" not in token and token.replace("-", "").replace("_", "").replace("=", "").isalnum()
    assert store.seals.unseal_from_url("held", token, OPEN + timedelta(minutes=10)) == "07400123456"
    with pytest.raises(BrokenSeal):
        store.seals.unseal_from_url("held", token, OPEN + timedelta(minutes=10, seconds=1))


@pytest.mark.parametrize("token", ["", "nonsense", "gAAAAA==", "é"])
def test_what_we_did_not_seal_does_not_open(store: Store, token: str) -> None:
    with pytest.raises(BrokenSeal):
        store.seals.unseal_from_url("held", token, OPEN)
    with pytest.raises(BrokenSeal):
        store.seals.unseal("text", token)


def test_what_was_sealed_for_one_purpose_does_not_open_for_another(store: Store) -> None:
    in_url = store.seals.seal_for_url("held", "+447400123456", OPEN)
    for token in (store.seals.seal("callback", "+447400123456"), in_url):
        with pytest.raises(BrokenSeal):
            store.seals.unseal_from_url("ringing", token, OPEN)
    with pytest.raises(BrokenSeal):
        store.seals.unseal("held", in_url)


def test_without_a_key_nothing_is_sealed_and_lost() -> None:
    keyless: Sealed = open_seals(())
    with pytest.raises(BrokenSeal):
        keyless.seal("text", "words")

"""Reviews are in a backup and come back with it, and move with the store; links of before work no more."""

from store.copies.moving import contents
from store.copies.picture import take
from store.copies.restoring import Order, as_restored
from store.desk.desk import desk_store
from store.signing.clinicians import CLINICIANS
from store.signing.reviews import ANSWERS, LINKS, SIGNATURES
from store.store import Store
from tests.conftest import OPEN
from tests.store.signing.test_reviews import answer, asked


def test_signatures_answers_and_clinicians_come_back_and_links_do_not(store: Store) -> None:
    kept = desk_store(store)
    _, found = asked(kept)
    kept.reviews.answer(found, answer(found))
    kept.reviews.countersign(answer(found), "maria")
    _, found = asked(kept, "v2")
    kept.reviews.answer(found, answer(found, None, text="No."))
    asked(kept, "v3")
    client = store.link.client
    moved = {name: one for some in contents(client, lambda _: True) for name, one in some.items()}
    picture = take(client, OPEN)
    restored = as_restored(picture, Order(OPEN, sending=False, out={}, who="maria"))
    for name in (CLINICIANS, ANSWERS, SIGNATURES):
        held = client.hgetall(name)
        assert held
        assert restored[name.encode()].held == picture.kept[name.encode()].held == held
        assert moved[name.encode()].held == held
    assert LINKS.encode() in picture.kept and LINKS.encode() not in restored

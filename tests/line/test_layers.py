"""Each layer of the matcher through HTTP: by text and by speech, with the talk lost, and delivered twice."""

from dataclasses import replace

import pytest

from app import create_app
from settings import Settings
from store.store import Store
from tests.caller import Caller
from tests.conftest import Clock, changed_pack, new_number
from tests.texter import Texter, next_id
from tests.wiring.wire import Wire, in_process

# layer, a message that it answers, what the text back holds, what the call says
LAYERS = [
    ("commands", "menu please", "1 steroids", "Main menu."),
    ("despair", "i dont want to be here anymore", "116 123", "1 1 6, 1 2 3"),
    ("emergency", "my husband has collapsed", "999 now", "9 9 9 now"),
    ("care", "can i stop my methotrexate if i feel ok", "do not stop or change", "Do not stop or change"),
    ("requests", "please can someone ring me back", "ring you back", "Putting you through"),
    ("keyword", "bones", "BONES", "Protecting your bones."),
    ("synonym", "alendronic acid", "BONES", "Protecting your bones."),
    ("evidence", "do i need blood tests on methotrexate", "BLOODTESTS", "Blood tests."),
    ("sound-alike", "methatrexate", "DMARDS", "Medicines like methotrexate."),
    ("question", "bonse", "did you mean BONES", "press 1"),
    ("nothing", "where do i park at the hospital", "did not understand", "did not catch"),
]
IDS = [layer for layer, *_ in LAYERS]


@pytest.fixture(scope="module")
def listening(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, line_store: Store, line_clock: Clock
) -> Wire:
    """The wire to a line that listens to speech."""
    folder = changed_pack(tmp_path_factory.mktemp("pack"), "menu.toml", "speech = false", "speech = true")
    return Wire(in_process(create_app(replace(settings, pack=folder), store=line_store, now=line_clock)))


@pytest.fixture(scope="module")
def without_store(settings: Settings, line_clock: Clock) -> Wire:
    """The wire to a line whose store is away: every talk is lost."""
    from store.store import open_store

    gone = open_store("unix:///nonexistent/store.sock", b"0" * 32, number_keys=settings.number_keys)
    return Wire(in_process(create_app(settings, store=gone, now=line_clock)))


@pytest.mark.parametrize(("layer", "words", "texted", "said"), LAYERS, ids=IDS)
def test_a_text_is_answered_by_its_layer(
    texter: Texter, layer: str, words: str, texted: str, said: str
) -> None:
    assert texted.lower() in texter.text(words).lower(), (layer, said)


@pytest.mark.parametrize(("layer", "words", "texted", "said"), LAYERS, ids=IDS)
def test_speech_is_answered_by_the_same_layer(
    listening: Wire, clock: Clock, layer: str, words: str, texted: str, said: str
) -> None:
    assert clock.now
    caller = Caller(listening, number=new_number()).call().say(words)
    assert said in caller.heard, (layer, texted)


@pytest.mark.parametrize(("layer", "words", "texted", "said"), LAYERS, ids=IDS)
def test_a_layer_answers_with_the_talk_lost(
    without_store: Wire, clock: Clock, layer: str, words: str, texted: str, said: str
) -> None:
    assert clock.now
    reply = Texter(without_store, number=new_number()).text(words)
    # A call-back cannot be kept while the store is away, and the texter hears so.
    expected = "could not make sure" if layer == "requests" else texted
    assert expected.lower() in reply.lower(), said


@pytest.mark.parametrize(("layer", "words", "texted", "said"), LAYERS, ids=IDS)
def test_a_layer_gives_the_same_bytes_to_the_same_message(
    texter: Texter, layer: str, words: str, texted: str, said: str
) -> None:
    message = next_id()
    first = texter.deliver(words, message)
    texter.text("MENU")
    assert texter.deliver(words, message).body == first.body, (layer, texted, said)


def test_a_question_that_was_lost_is_not_answered_by_its_number(
    wire: Wire, without_store: Wire, clock: Clock
) -> None:
    assert clock.now
    texter = Texter(wire, number=new_number())
    assert "did you mean BONES" in texter.text("bonse")
    lost = Texter(without_store, number=texter.number)
    for answer in ("1", "yes", "MORE"):
        assert "cannot see our last text" in lost.text(answer)
    assert "BONES" in texter.text("1")


@pytest.mark.parametrize("words", ["I am driving and will reply later", "Message could not be delivered"])
def test_an_automatic_text_is_left_alone(texter: Texter, words: str) -> None:
    assert texter.text(words) == ""

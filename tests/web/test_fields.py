"""The fields of a form or query: read just as the framework reads them, only sooner."""

import random

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from web.fields import by_name, read_fields

PIECES = ("a", "Body", "=", "&", "+", "%2B", "%41", "%", "%4", "%ff", "%F0%9F%92%8A", "%ED%A0%80", ";", "é")


def as_the_framework_reads(text: str) -> list[tuple[str, str]]:
    sent = EnvironBuilder(
        method="POST", data=text.encode(), content_type="application/x-www-form-urlencoded"
    ).get_environ()
    return list(Request(sent).form.items(multi=True))


def test_whatever_is_sent_has_the_framework_s_own_fields() -> None:
    chance = random.Random(27)
    for _ in range(500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(30)))
        assert sorted(read_fields(text)) == sorted(as_the_framework_reads(text)), text


def test_of_a_name_that_comes_twice_the_first_counts() -> None:
    assert by_name(read_fields("Digits=1&From=%2B44&Digits=2&Empty=&None")) == {
        "Digits": "1",
        "From": "+44",
        "Empty": "",
        "None": "",
    }

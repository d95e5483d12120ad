"""The guard of the webhooks: the carrier's signature, in all its forms, and nothing else."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlencode, urlsplit

import pytest
from flask import Flask, Request
from twilio.request_validator import RequestValidator
from werkzeug.test import run_wsgi_app

from app import create_app
from settings import HERE, Settings
from store.store import Store
from tests.conftest import Clock
from web.auth import is_signed

TOKEN, OTHER = "0" * 32, "1" * 32
URL = "https://line.example.org/voice"
INSIDE = "http://10.0.0.7:8000/voice"
FORM = {"CallSid": "CA1", "Digits": "1", "From": "+447400123456"}
FORM_TYPE, JSON_TYPE = "application/x-www-form-urlencoded", "application/json"
Guarded = Callable[..., Flask]
VECTORS = json.loads((HERE / "tests" / "vectors" / "twilio_signature.json").read_text())


@pytest.fixture(scope="session")
def guarded(settings: Settings, line_store: Store, line_clock: Clock) -> Guarded:
    """The line with these tokens, made once for each set of them."""

    @cache
    def made(*tokens: str, public_url: str = "", trusted_proxies: int = 0) -> Flask:
        changes = {"auth_tokens": tokens, "public_url": public_url, "trusted_proxies": trusted_proxies}
        changed = replace(settings, **changes)  # type: ignore[arg-type]
        return create_app(changed, store=line_store, now=line_clock)

    return made


def sign(url: str = URL, form: Mapping[str, Any] = FORM, token: str = TOKEN) -> str:
    signature: str = RequestValidator(token).compute_signature(url, form)
    return signature


def on_the_wire(url: str = URL, *, data: Any = b"", signature: str = "", **other: Any) -> dict[str, Any]:
    """A request just as `url` and `data` stand on the wire; `other` in the words of WSGI."""
    scheme, _, rest = url.partition("://")
    host, slash, target = rest.partition("/")
    path, _, query = (slash + target).partition("?")
    body = urlencode(data, doseq=True).encode() if isinstance(data, dict) else data
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_TYPE": FORM_TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": host.rpartition("@")[2],
        "HTTP_X_TWILIO_SIGNATURE": signature,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": StringIO(),
    } | other


def call(app: Flask, url: str = URL, **sent: Any) -> int:
    """The status of such a request."""
    _, status, _ = run_wsgi_app(app, on_the_wire(url, **sent))
    return int(status.split()[0])


def is_let_through(vector: dict[str, Any], body: bytes | None = None, public_url: str = "") -> bool:
    """Whether the signature of a published vector counts, for its own body or another."""
    kind = FORM_TYPE if vector["body"] is None else JSON_TYPE
    own = vector["params"] if vector["body"] is None else vector["body"].encode()
    data = own if body is None else body
    sent = on_the_wire(vector["url"], data=data, signature=vector["signature"], CONTENT_TYPE=kind)
    return is_signed(Request(sent), (RequestValidator(vector["token"]),), public_url)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
@pytest.mark.parametrize("told_by", ["the request", "PUBLIC_URL"])
def test_the_published_vectors_hold(vector: dict[str, Any], told_by: str) -> None:
    parts = urlsplit(vector["url"])
    # credentials never reach us in a URL: PUBLIC_URL alone can tell them
    told = told_by == "PUBLIC_URL" or "@" in parts.netloc
    public_url = f"{parts.scheme}://{parts.netloc}" if told else ""
    assert is_let_through(vector, public_url=public_url) == vector["valid"]


def test_a_signed_webhook_passes(guarded: Guarded) -> None:
    assert call(guarded(TOKEN), data=FORM, signature=sign()) == 200


@pytest.mark.parametrize("path", ["/voice", "/voice/status", "/voice/no/such/place", "/sms", "/sms/x"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "ODD"])
@pytest.mark.parametrize("signature", ["", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="])
def test_without_the_signature_nothing_below_voice_and_sms_answers(
    guarded: Guarded, path: str, method: str, signature: str
) -> None:
    url = f"https://line.example.org{path}"
    assert call(guarded(TOKEN), url, signature=signature, REQUEST_METHOD=method) == 403


@pytest.mark.parametrize(
    "path", ["/%76oice", "//voice", "///voice/status", "/voice/../voice", "/voice/", "/sms/%00"]
)
def test_another_way_of_writing_the_path_is_no_way_round(guarded: Guarded, path: str) -> None:
    assert call(guarded(TOKEN), f"https://line.example.org{path}") == 403


def test_with_no_token_every_webhook_is_turned_away(guarded: Guarded) -> None:
    assert call(guarded(), data=FORM, signature=sign()) == 403
    assert call(guarded(), data=FORM, signature=sign(token="")) == 403


def test_other_paths_need_no_signature(guarded: Guarded) -> None:
    assert call(guarded(), "https://line.example.org/health/live", REQUEST_METHOD="GET") == 200


@pytest.mark.parametrize(("token", "status"), [(TOKEN, 200), (OTHER, 200), ("2" * 32, 403)])
def test_both_tokens_pass_while_one_is_rotated_and_a_third_does_not(
    guarded: Guarded, token: str, status: int
) -> None:
    assert call(guarded(TOKEN, OTHER), data=FORM, signature=sign(token=token)) == status


@pytest.mark.parametrize("changed", [{"Digits": "2"}, {"Extra": "1"}, {"CallSid": ""}])
def test_a_changed_form_is_turned_away(guarded: Guarded, changed: dict[str, str]) -> None:
    assert call(guarded(TOKEN), data=FORM | changed, signature=sign()) == 403


@pytest.mark.parametrize(
    "url", [URL + "/x", URL + "?a=1", URL.replace("line", "other"), URL.replace("https", "http")]
)
def test_another_path_query_host_or_scheme_is_turned_away(guarded: Guarded, url: str) -> None:
    assert call(guarded(TOKEN), url, data=FORM, signature=sign()) == 403


@pytest.mark.parametrize(
    "tail",
    [
        "/en/topic.steroids/2/00tg?began=0029000000",
        "/en/topic.a+b_c-d/2/00?began=1",
        "/~x,y;z=1?a=%20b&c=+&a=%2f%2F",
        "?a=1&a=1&b",
        "?a='(!*",
    ],
)
def test_path_and_query_count_just_as_they_came(guarded: Guarded, tail: str) -> None:
    assert call(guarded(TOKEN), URL + tail, data=FORM, signature=sign(URL + tail)) == 200


def test_a_query_of_the_same_meaning_is_not_the_same(guarded: Guarded) -> None:
    assert call(guarded(TOKEN), URL + "?a=+b", data=FORM, signature=sign(URL + "?a=%20b")) == 403


@pytest.mark.parametrize(
    ("called", "signed"),
    [
        ("https://a.example:8443/voice", "https://a.example:8443/voice"),
        ("https://a.example:8443/voice", "https://a.example/voice"),
        ("https://a.example/voice", "https://a.example:443/voice"),
        ("http://a.example:8000/voice", "http://a.example:8000/voice"),
        ("http://a.example:8000/voice", "http://a.example/voice"),
        ("http://a.example/voice", "http://a.example:80/voice"),
        ("http://[::1]:8000/voice", "http://[::1]:8000/voice"),
        ("http://[::1]/voice", "http://[::1]:80/voice"),
    ],
)
def test_both_forms_of_a_port_are_known(guarded: Guarded, called: str, signed: str) -> None:
    assert call(guarded(TOKEN), called, data=FORM, signature=sign(signed)) == 200


def test_the_public_url_counts_and_not_what_the_request_says(guarded: Guarded) -> None:
    app = guarded(TOKEN, public_url="https://public.example/prefix")
    public = "https://public.example/prefix/voice?x=1"
    assert call(app, INSIDE + "?x=1", data=FORM, signature=sign(public)) == 200
    assert call(app, INSIDE + "?x=1", data=FORM, signature=sign(INSIDE + "?x=1")) == 403


@pytest.mark.parametrize(("proxies", "status"), [(0, 403), (1, 200), (2, 403)])
def test_forwarded_headers_count_as_far_as_proxies_are_trusted(
    guarded: Guarded, proxies: int, status: int
) -> None:
    app = guarded(TOKEN, trusted_proxies=proxies)
    forwarded = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "line.example.org"}
    assert call(app, INSIDE, data=FORM, signature=sign(), **forwarded) == status


def test_a_json_body_is_known_by_its_hash() -> None:
    vector = next(vector for vector in VECTORS if vector["body"] and vector["valid"])
    own = vector["body"].encode()
    assert [is_let_through(vector, body) for body in (own, own + b" ", b"\xff\xfe")] == [True, False, False]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (FORM_TYPE, b"\xff\xfe=\xff"),
        (FORM_TYPE, b"Digits=%FF%FE"),
        (FORM_TYPE, b"Digits=%ED%A0%80"),
        (FORM_TYPE, b"&&&&"),
        (FORM_TYPE, b"&".join(b"Digits=%d" % number for number in range(5000))),
        (FORM_TYPE + "; charset=utf-16", b"Digits=1"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="Digits"\r\n\r\n1\r\n--x--',
        ),
        ("multipart/form-data", b"Digits=1"),
        (JSON_TYPE, b'{"Digits": "1"}'),
        ("text/plain", b"Digits=1"),
        ("text/plain; charset=\xff", b"Digits=1"),
        (";;;", b"Digits=1"),
        ("", b"Digits=1"),
    ],
)
def test_a_body_that_the_signature_does_not_cover_is_turned_away(
    guarded: Guarded, content_type: str, body: bytes
) -> None:
    assert call(guarded(TOKEN), data=body, signature=sign(form={}), CONTENT_TYPE=content_type) == 403


ODD = [
    "",
    " ",
    "\xe9",
    "\xff" * 28,
    f"{sign()},{sign()}",
    "=" * 5000,
    sign()[:-1],
    f"{sign()}\n",
    f"-{sign()[1:]}",
]


@pytest.mark.parametrize("signature", ODD)
def test_a_signature_that_cannot_be_one_is_turned_away_before_the_body_is_read(
    guarded: Guarded, signature: str
) -> None:
    huge = b"Digits=" + b"1" * 70_000
    assert call(guarded(TOKEN), data=huge, signature=signature) == 403


@pytest.mark.parametrize("host", ["", "a b", "\xff\xfe", "[::1", "a:b:c", ":", "x" * 5000, "a/b", "a@b"])
def test_an_odd_host_is_turned_away(guarded: Guarded, host: str) -> None:
    assert call(guarded(TOKEN), data=FORM, signature=sign(), HTTP_HOST=host) == 403


@pytest.mark.parametrize("length", ["", "-1", "many", "9" * 30])
def test_an_odd_length_is_never_an_error_of_ours(guarded: Guarded, length: str) -> None:
    assert call(guarded(TOKEN), data=FORM, signature=sign(), CONTENT_LENGTH=length) in (403, 413)


@pytest.mark.parametrize("content_type", [FORM_TYPE, JSON_TYPE, "text/plain"])
def test_a_huge_body_is_refused_unread(guarded: Guarded, content_type: str) -> None:
    body = b"Digits=" + b"1" * 70_000
    assert call(guarded(TOKEN), data=body, signature=sign(), CONTENT_TYPE=content_type) == 413


def test_repeated_parameters_are_signed_once_each_and_sorted(guarded: Guarded) -> None:
    form = {"Digits": ["5", "1", "1"], "CallSid": "CA1"}
    assert call(guarded(TOKEN), data=form, signature=sign(URL + "CallSidCA1Digits1Digits5", {})) == 200


def test_words_in_any_script_are_signed_as_they_are(guarded: Guarded) -> None:
    form = {"Body": "steroids 💊 – ti’n iawn?\r\nŵyt", "From": "+447400123456", "Empty": ""}
    assert call(guarded(TOKEN), data=form, signature=sign(form=form)) == 200

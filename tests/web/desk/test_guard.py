"""Who may see the desk: every page refuses the signed-out, the wrong role, a form without its token."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from flask import Flask
from werkzeug.routing import Rule

from settings import HERE
from store.desk.desk import DeskStore
from store.desk.staff import ROLES
from store.store import Store
from tests.people.desk import HASH, PASSWORD, Person
from web.desk.door import ROLES as NEEDED
from web.desk.door import ROUTES
from web.desk.needs import EVERYONE

LINK = re.compile(r'href="(/desk[^"#]*)"')
ID = "0123456789abcdef"
FIELDS = {
    "<callback_id>": ID,
    "<message_id>": ID,
    "<span_id>": ID,
    "<raised_id>": ID,
    "<person_id>": ID,
    "<item_id>": ID,
    "<clinician_id>": ID,
    "/signatures/<language>/<name>": "/signatures/en/bones",
    "<any(callbacks, messages):kinds>": "callbacks",
    "<any(callback, message):kind>": "callback",
    "<day>": "2026-05-20",
    "<written>": "2026-05",
}
FIELDS |= {"<path:rest>": "nowhere/at/all"}
FIELDS |= {"<name>": "days", "<look>": "light", "<token>": "made-up", "<kind>": "topic"}
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")


def addresses(rule: Rule) -> str:
    path = rule.rule
    for field, value in FIELDS.items():
        path = path.replace(field, value)
    assert "<" not in path, f"{rule.rule}: say here what stands in it"
    return path


def desk_rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/desk"):
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                yield rule, method


def test_every_page_says_which_role_it_needs(app: Flask) -> None:
    rules = {rule.endpoint for rule, _ in desk_rules(app)}
    assert rules == NEEDED.keys() and len(rules) > 30
    assert set(NEEDED.values()) == {EVERYONE, *ROLES}


def test_the_door_knows_every_file_of_pages() -> None:
    files = [
        file
        for file in sorted((HERE / "web" / "desk").rglob("*.py"))
        if "\nROUTES = (" in file.read_text(encoding="utf-8")
    ]
    for file in files:
        path = file.relative_to(HERE)
        routes = import_module(".".join(path.with_suffix("").parts)).ROUTES
        assert set(routes) <= set(ROUTES), f"{path}: it is not among the FILES of web/desk/door.py"
    assert len(files) > 8


def test_every_page_is_linked_from_another(app: Flask, person: Callable[..., Person]) -> None:
    # where something waits to be sent, the sign-in leads to its page
    admin, seen, to_see = person("admin"), set(), {"/desk", "/desk/unsent"}
    while to_see:
        path = to_see.pop()
        seen.add(path)
        found = {link.partition("?")[0] for link in LINK.findall(admin.open(path).page)}
        to_see |= found - seen
    for rule, method in desk_rules(app):
        if method == "GET" and "<" not in rule.rule and NEEDED[rule.endpoint] != EVERYONE:
            assert rule.rule.rstrip("/") in seen, f"{rule.rule}: give its Route a tab, or a page a link to it"


def test_what_is_open_to_everyone_is_what_it_takes_to_sign_in_or_to_review() -> None:
    open_to_all = {name.partition(".")[2] for name, role in NEEDED.items() if role == EVERYONE}
    assert open_to_all == {
        "sign_in",
        "try_to_sign_in",
        "code",
        "try_code",
        "start",
        "set_up",
        "review_page",
        "answer_review",
    }


def test_every_page_refuses_the_signed_out(app: Flask) -> None:
    client = app.test_client()
    for rule, method in desk_rules(app):
        if NEEDED[rule.endpoint] == EVERYONE:
            continue
        answer = client.open(addresses(rule), method=method)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/sign-in"), (
            f"{method} {rule.rule}"
        )


def test_every_page_refuses_a_role_that_may_less(app: Flask, person: Callable[..., Person]) -> None:
    for role, least in (("answer", 0), ("edit", 1)):
        somebody = person(role)
        for rule, method in desk_rules(app):
            needed = NEEDED[rule.endpoint]
            if needed == EVERYONE or ROLES.index(needed) <= least:
                continue
            data = {"csrf_token": somebody.token}
            answer = somebody.client.open(addresses(rule), method=method, data=data, base_url=somebody.base)
            assert answer.status_code == 403, f"{method} {rule.rule} for {role}"


@pytest.mark.parametrize("token", ["", "made-up"])
def test_every_form_refuses_to_come_without_its_token(
    app: Flask, person: Callable[..., Person], token: str, kept: DeskStore
) -> None:
    admin = person("admin")
    for rule, method in desk_rules(app):
        if method in ("GET", "HEAD"):
            continue
        data = {"csrf_token": token} if token else {}
        told = {"Referer": f"{admin.base}/desk"}
        answer = admin.client.open(
            addresses(rule), method=method, data=data, base_url=admin.base, headers=told
        )
        assert answer.status_code == 400, f"{method} {rule.rule}"
    assert [deed.did for deed in kept.trail.latest(9)[0]] == ["sign_in"]
    assert Person(app, admin.name).sign_in().words.count("Today")


def test_a_form_from_another_site_is_refused_even_with_the_token(person: Callable[..., Person]) -> None:
    somebody = person()
    answer = somebody.client.post(
        "/desk/sign-out",
        base_url=somebody.base,
        data={"csrf_token": somebody.token},
        headers={"Referer": "https://elsewhere.example/"},
    )
    assert answer.status_code == 400


def test_every_page_is_closed_to_scripts_and_frames_and_is_not_kept(
    app: Flask, person: Callable[..., Person]
) -> None:
    admin = person("admin")
    for rule, method in desk_rules(app):
        if method != "GET":
            continue
        answer = admin.client.get(addresses(rule), base_url=admin.base)
        assert answer.status_code in (200, 303, 404), f"{rule.rule}: is its template there?"
        assert answer.headers["Cache-Control"] == "no-store", rule.rule
        if answer.mimetype == "text/html":
            assert all(answer.headers.get(name) for name in HEADERS), rule.rule
            assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
            assert "<script>" not in answer.text and "style=" not in answer.text, rule.rule


def test_the_cookie_is_for_the_desk_alone_and_out_of_reach(person: Callable[..., Person]) -> None:
    somebody = person()
    cookie = somebody.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    assert (cookie.secure, cookie.http_only, cookie.same_site, cookie.path) == (True, True, "Lax", "/desk")
    assert PASSWORD not in cookie.value and HASH not in cookie.value


def test_no_webhook_is_given_a_cookie_or_asks_for_one(app: Flask) -> None:
    answer = app.test_client().post("/voice", base_url="https://line.example")
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers and "Vary" not in answer.headers


def test_with_the_store_away_the_desk_says_so(
    app: Flask, line_with: Callable[..., Flask], away: Store, person: Callable[..., Person]
) -> None:
    cookie = person("admin").client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    lost = Person(line_with(store=away))
    for path in ("/desk/sign-in", "/desk/start/made-up"):
        assert "cannot reach our records" in lost.open(path).words and lost.status == 503
    lost.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
    for rule, method in desk_rules(app):
        if method == "GET" and NEEDED[rule.endpoint] != EVERYONE:
            lost.open(addresses(rule))
            assert lost.status == 503 and "cannot reach our records" in lost.words, rule.rule


def test_after_a_button_a_store_that_gives_no_answer_leaves_it_open_and_the_page_says_where_to_look(
    app: Flask, line_with: Callable[..., Flask], away: Store, person: Callable[..., Person]
) -> None:
    cookie = person("admin").client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    lost = Person(line_with(store=away))
    lost.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
    for rule, method in desk_rules(app):
        if method == "POST" and NEEDED[rule.endpoint] != EVERYONE:
            lost.send(addresses(rule))
            assert lost.status == 503 and "may have been done, or not" in lost.words, rule.rule
            assert "Load this page again" not in lost.words, rule.rule
    for path, place in (
        ("/desk/restored/drop", "/desk"),
        ("/desk/own-ring", "/desk/own-ring"),
        (f"/desk/bounds/{ID}/lower", "/desk/bounds"),
        (f"/desk/callbacks/{ID}/claim", f"/desk/callbacks/{ID}"),
    ):
        assert f'<a class="btn call" href="{place}">' in lost.send(path).page, path

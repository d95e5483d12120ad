"""Every bound that a person feels is the one of the rulebook: whoever changes one changes both."""

import re

import pytest

from carrier import account as rest
from carrier import connecting, lanes, recordings, ringing, tries, worker
from counted import allowed
from ivr import routes
from ivr.rooms import message, patience, person, screening, speech, topic
from menus import due, hours, longest, seconds
from menus.matcher import whole_message
from menus.model import TOLD_LETTERS
from menus.rules import helpline, keyword, menu, spoken, texted, wording
from menus.signing import things as signing_things
from menus.signing import unsigned
from settings import HERE
from store import client, link, moments, sealed
from store.counts import counts, failures, unknown
from store.desk import closures, overview, pulse, trail
from store.promises import bell, callbacks, deliveries, jobs, outbox, queue, rings

RULES = (HERE / "docs" / "rules.md").read_text(encoding="utf-8")
PARAGRAPHS = {
    found[1]: " ".join(found[0].split())
    for found in re.finditer(r"- \*\*(R\d+)\*\*.*?(?=\n- \*\*R|\n#)", RULES, re.S)
}

# rule, what it says of the bound, the bound as it is, the bound as it is said
SAID = [
    ("R1", "Half a second of silence", seconds.CLIPPED, 500),
    ("R1", "starts by 8 s", menu.FIRST_OPTION, 8),
    ("R1", "adds 3 s", menu.EACH_LANGUAGE, 3),
    ("R3", "At most 4 topics a menu", menu.MOST_ACTIONS, 4),
    ("R3", "at most 2 key presses", menu.MOST_PRESSES, 2),
    ("R4", "300 ms between the two", seconds.KEY_GAP, 300),
    ("R4", "800 ms between options", seconds.OPTION_GAP, 800),
    ("R8", "at most 22 s", menu.LONGEST_MENU, 22),
    ("R8", "at most 75 words", spoken.MOST_WORDS, 75),
    ("R8", "at most 4, following", spoken.MOST_CHUNKS, 4),
    ("R8", "after 1 s", topic.CHUNK_GAP, 1),
    ("R9", "Wait 10 s after a menu", patience.FIRST_WAIT, 10),
    ("R9", "15 s after its repeat", patience.REPEAT_WAIT, 15),
    ("R9", "60 s after a topic", topic.END_WAIT, 60),
    ("R9", "up to 3 minutes", topic.SLOW_WAIT, 180),
    ("R10", "Three in a row", patience.IN_A_ROW, 3),
    ("R14", "60 minutes", routes.HOUR, 60),
    ("R15", "never below 85 % rate", spoken.SLOWEST, 85),
    ("R17", "at most 2 medicine names a sentence", spoken.A_SENTENCE, 2),
    ("R17", "5 a chunk", spoken.A_CHUNK, 5),
    ("R19", "at most 20 words", wording.MOST_WORDS, 20),
    ("R19", "a warning above 11", wording.READING_AGE, 11),
    ("R21", "in its first 20 s", spoken.SAFETY_BY, 20),
    ("R21", "at most 10 s after", spoken.FACT_BY, 10),
    ("R22", "12 months for medicines", signing_things.MEDICINE_MONTHS, 12),
    ("R22", "36 at most", signing_things.OTHER_MONTHS, 36),
    ("R22", "90, 30 and 7 days", sorted(unsigned.SOON, reverse=True), [90, 30, 7]),
    ("R24", "at most 306 characters", texted.LONGEST, 306),
    ("R24", "(2 parts)", texted.MOST_PARTS, 2),
    ("R24", "at most 160 (1 part)", texted.ONE_PART, 160),
    ("R25", "at most 12 characters", texted.NAME, 12),
    ("R25", "help, info, stop", texted.NEVER_IN_NAME, ("help", "info", "stop")),
    ("R26", "at most 14", keyword.LONGEST, 14),
    ("R26", "at most 12 (IVIG", keyword.LONGEST_OFFERED, 12),
    ("R26", "at most 12 (IVIG", TOLD_LETTERS, 12),
    ("R26", "at least 3 synonyms", keyword.FEWEST_SYNONYMS, 3),
    ("R26", "fewer than 8 letters", whole_message.SHORT_NAME, 8),
    ("R30", "At most 50 a day", (allowed.ALARMS.most, allowed.ALARMS.within), (50, 24 * 3600)),
    (
        "R32",
        "5 identical or unknown replies in 10 minutes",
        (allowed.ALIKE_SOON.most, allowed.TEN_MINUTES),
        (5, 600),
    ),
    ("R32", "30 of any kind", allowed.ANY_SOON.most, 30),
    ("R32", "60 a day", allowed.ANY_A_DAY.most, 60),
    ("R32", "after 10 a day", allowed.ALIKE_A_DAY.most, 10),
    (
        "R32",
        "one confirmation an hour",
        [(one.most, one.within) for one in (allowed.STOPS_AN_HOUR, allowed.STARTS_AN_HOUR)],
        [(1, 3600)] * 2,
    ),
    ("R32", "calls 60 times an hour", (allowed.CALLS.most, allowed.CALLS.within), (60, 3600)),
    ("R32", "3 a day to a number", allowed.TEXTS.most, 3),
    ("R34", "warning after 90 days", helpline.STALE, 90),
    ("R35", "at most 22 s with its choices", menu.LONGEST_CLOSED, 22),
    ("R36", "then 3 s", person.NOTICE_WAIT, 3),
    ("R37", "ring 25 s", person.RING["person"], 25),
    ("R37", "ring 60 s", person.RING["switchboard"], 60),
    ("R38", "we try twice", queue.TRIES, 2),
    ("R41", "10 minutes", sealed.URL_SECONDS, 600),
    (
        "R49",
        "2 open call-backs and 3 texts a day",
        (allowed.CALLBACKS_TO_OTHERS.most, allowed.TEXTS_TO_OTHERS.most),
        (2, 3),
    ),
    (
        "R49",
        "1 text and 1 call-back a call for a withheld caller",
        [one.withheld for one in (allowed.TEXTS_TO_OTHERS, allowed.CALLBACKS_TO_OTHERS)],
        [1, 1],
    ),
    ("R42", "30 days at most", unknown.KEPT_SECONDS, 30 * 86_400),
]

# What stands in no rule, and is felt all the same: as it was measured or decided beside the code.
DECIDED = [
    (moments.HOUR, 3600),
    (moments.DAY, 86_400),
    (seconds.A_WORD, 0.4),
    (spoken.TITLE_WORDS, 3),
    (spoken.FASTEST, 100),
    (spoken.CHUNK_GAP, 1.0),
    (spoken.FIRST_FACT, 10.0),
    (helpline.RUNNING_OUT, 90),
    (hours.HORIZON, 370),
    (longest.YEAR, 366),
    (due.DAYS, 30),
    (patience.LAST_WAIT, 90),
    (person.MOST_NUMBERS, 3),
    (screening.WAIT, 10),
    (message.LONGEST, 90),
    (speech.SURE, 0.5),
    ((allowed.PROMISES.most, allowed.PROMISES.within), (10, 86_400)),
    ((allowed.ABROAD.most, allowed.ABROAD.within), (1, 86_400)),
    (allowed.ALARM_PERCENT, 80),
    ((client.WAIT_SECONDS, client.CONNECT_SECONDS), (0.1, 0.05)),
    ((link.FIRST_PROBE_SECONDS, link.PROBE_SECONDS), (0.1, 0.5)),
    (client.CONNECTIONS, 128),
    (queue.CLAIM_SECONDS, 2 * 3600),
    (queue.KEPT_SECONDS, 30 * 86_400),
    ((callbacks.ID_DIGITS, callbacks.DAY_KEPT_SECONDS), (16, 400 * 86_400)),
    ([(lane.threads, lane.longest) for lane in lanes.LANES], [(8, 5), (96, 600), (4, 3600)]),
    ((jobs.TURN_SECONDS, jobs.LONGEST_SECONDS, outbox.RESEND_SECONDS), (1, 4500, 600)),
    ((jobs.LEASE_SECONDS, jobs.KEPT_SECONDS), (60, 86_400)),
    ((bell.QUIET_SECONDS, bell.AGAIN_SECONDS), (600, 60)),
    (deliveries.KEPT_SECONDS, 2 * 86_400),
    (rings.TWICE_SECONDS, 20),
    ((unknown.PEOPLE, unknown.WORDS_A_MESSAGE), (5, 8)),
    ((counts.FLUSH_SECONDS, counts.DAYS_KEPT), (1.0, 400)),
    (failures.MINUTE, 60),
    ((closures.KEPT_SECONDS, closures.MOST), (30 * 86_400, 500)),
    ((pulse.ALIVE_SECONDS, overview.LATE_SECONDS, trail.MOST), (15, 120, 100_000)),
    ((rest.ANSWER_SECONDS, recordings.ANSWER_SECONDS), (15, 3)),
    ((recordings.AT_ONCE, recordings.LONGEST_SECONDS), (2, 8)),
    (recordings.MOST_BYTES, 8 * 1024 * 1024),
    (ringing.STAFF_RING_SECONDS, 25),
    (
        (connecting.STAFF_WAIT_SECONDS, connecting.CALLER_RINGS_SECONDS, connecting.LONGEST_SECONDS),
        (10, 40, 3600),
    ),
    ((lanes.IDLE_SECONDS, lanes.AWAY_SECONDS, worker.BELL_SECONDS), (0.2, 0.5, 2.0)),
    (tries.FIRST_PAUSE_SECONDS, 2),
    (
        {kind: (longest, lane.longest) for kind, (longest, lane) in tries.PATIENCE.items()},
        {
            "text": (6 * 3600, 600),
            "resend": (6 * 3600, 600),
            "recording": (30 * 86_400, 3600),
            "erase": (30 * 86_400, 3600),
            "flag": (3600, 5),
            "letter": (6 * 3600, 3600),
            "ring": (30, 5),
        },
    ),
]


@pytest.mark.parametrize(
    ("rule", "words", "bound", "said"), SAID, ids=[f"{row[0]}: {row[1]}" for row in SAID]
)
def test_a_bound_is_the_one_that_its_rule_says(rule: str, words: str, bound: object, said: object) -> None:
    assert words in PARAGRAPHS[rule], "the rule says it otherwise by now"
    assert bound == said


def test_a_bound_that_no_rule_names_is_the_one_that_was_decided() -> None:
    assert [bound for bound, _ in DECIDED] == [said for _, said in DECIDED]


def test_a_text_of_a_caller_waits_longer_than_the_carrier_may_take() -> None:
    """A job is leased for longer than its request may last: no other worker takes it meanwhile."""
    assert rest.ANSWER_SECONDS < jobs.LEASE_SECONDS


def test_no_pause_is_longer_than_what_counts_as_left_from_a_clock_set_back() -> None:
    assert max(lane.longest for lane in lanes.LANES) * lanes.SCATTERED <= jobs.LONGEST_SECONDS


def test_the_worker_leaves_connections_to_the_store_for_what_it_does_besides() -> None:
    """Each thread may use one at a time; a full pool would look like a store that is away."""
    assert sum(lane.threads for lane in lanes.LANES) + 16 <= client.CONNECTIONS

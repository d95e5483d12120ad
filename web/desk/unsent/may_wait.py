"""The action of each desk button in words, and the forms that may wait for a sign-in (ADR 41)."""

# These may wait: none holds a password, a code, or anybody's number.
KEPT = {
    "desk.claim": "take a call-back or message",
    "desk.claim_next": "take the next one",
    "desk.take_back": "take back what you passed on",
    "desk.ring_callback": "ring a caller from the line’s number",
    "desk.close": "say what came of a call-back or message",
    "desk.undo": "undo what was said of a call-back or message",
    "desk.give_back": "give a call-back or message back",
    "desk.write_note": "save a note",
    "desk.pass_on": "pass it on to a colleague",
    "desk.flag": "flag it for safeguarding",
    "desk.flag_passed": "mark what was flagged as handed over",
    "desk.open_places": "open more places on a day",
    "desk.close_places": "take back places that were opened on a day",
    "desk.raise_listed": "allow somebody more",
    "desk.lower_bound": "take back that somebody is allowed more",
    "desk.close_now": "close the helpline now",
    "desk.add_span": "add a closure or an extra opening",
    "desk.remove_span": "remove a closure or an extra opening",
    "desk.stop_topic": "take a topic off the air",
    "desk.stop_word": "take a word off the air",
    "desk.put_back": "put something back on the air",
    "desk.announce": "have a notice said",
    "desk.end_notice": "end the notice",
    "desk.run_again": "have the notice said again",
    "desk.add_account": "add a member of staff",
    "desk.change_role": "change somebody’s role",
    "desk.disable": "lock an account, or let it in again",
    "desk.reset": "make a link for a new password",
    "desk.change_lead": "change who is a safeguarding lead",
    "desk.send_held": "send the texts that were held back",
    "desk.drop_held": "drop the texts that were held back",
    "desk.have_looked": "say that what was restored is looked at",
    "desk.ring_now": "make a test call",
    "desk.look_now": "look at what is still to do before going live",
    "desk.ask_review": "send a clinician a link",
    "desk.countersign": "countersign what a clinician signed",
    "desk.withdraw_signature": "withdraw a signature",
    "desk.drop_review": "put away what a clinician answered",
    "desk.remove_clinician": "remove a clinician",
    "desk.choose_theme": "choose light or dark",
}
# These never wait: they hold a secret or a person's number, or the action is too weighty to do later.
NEVER_KEPT = {
    "desk.change_password": "change your password",
    "desk.change_phone": "change your phone",
    "desk.turn_on": "have a code asked for",
    "desk.turn_off": "stop asking for a code",
    "desk.renew_codes": "make new backup codes",
    "desk.drop_two_factor": "stop asking somebody for a code",
    "desk.add_clinician": "enter a clinician",
    "desk.raise_bound": "allow a number more",
    "desk.sign_out_everywhere": "sign out everywhere",
}
# Nothing is lost where these come after a session has ended.
NOTHING_LOST = ("desk.sign_out", "desk.drop_unsent")


def deed_words(endpoint: str | None) -> str:
    """The words for a desk form's action, by its `endpoint`; "" for an action whose loss does no harm.

    Staff read the words when a form was not done because the session had ended. `endpoint` is None for an
    address that no page has; the result is then "", too.
    """
    return {**KEPT, **NEVER_KEPT}.get(endpoint or "", "")

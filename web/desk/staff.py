"""The pages for admins: the accounts of staff, and the audit trail of what staff did."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.signing.person import may_be_same_person
from store.desk.invitations import Invitation
from store.desk.leads import leads, name_lead
from store.desk.staff import NAME, ROLES, Account, Role
from store.desk.trail import Deed
from store.numbers import TAIL_DIGITS
from store.promises.records.freeing import free
from web.desk.duties import DUTIES
from web.desk.links import NAME_RULE
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT
from web.desk.wording import KINDS

A_PAGE = 100
# The mark of a deed: two whole numbers and a hyphen.
LONGEST_MARK = 40
TAKEN = "There is an account of that name already. Choose another, or give theirs a new password below."
NEEDS_LINK = "{} is unlocked, but needs a new link to set a password: press “New password” beside the name."


def staff(desk: Desk) -> str:
    """Show all accounts."""
    return _page(desk)


def _page(desk: Desk, wrong: str = "", link: str = "", name: str = "") -> str:
    """Show the page of staff accounts, with the error `wrong` if there is one.

    `link` is a new one-time link for the account `name`; it is shown only now.
    """
    rows, kept = desk.kept.staff.all(), desk.kept.staff
    shown = {
        "told": [(one.name, kept.phone(one)[-TAIL_DIGITS:]) for one in leads(kept)],
        "rows": rows,
        "alike": _alike([one.name for one in rows if not one.disabled]),
        "roles": ROLES,
        "duties": DUTIES,
        "wrong": wrong,
        "wrong_at": "name",
        "link": link,
        "name": name,
    }
    return render_template("desk/staff.html", **shown)


def _alike(names: list[str]) -> dict[str, list[str]]:
    """For each name, the other names that may be the same person's.

    Where two people are needed, such names count as one person.
    """
    return {
        one: [other for other in names if other != one and may_be_same_person(one, other)] for one in names
    }


def add_account(desk: Desk) -> str | tuple[str, int]:
    """Make an account without a password, and show a link by which its owner sets one.

    If the name is unfit or taken, the page is shown again and says so (422).
    """
    name, role = request.form.get("name", "").strip().lower(), _read_role()
    if not NAME.fullmatch(name):
        return _page(desk, NAME_RULE, name=name), UNFIT
    with desk.entered("staff:add", f"{name} {role}") as entry:
        if not desk.kept.staff.add(name, role):
            desk.kept.trail.strike(entry)
            return _page(desk, TAKEN, name=name), UNFIT
    return _page(desk, link=_new_link(desk, name), name=name)


def _new_link(desk: Desk, name: str) -> str:
    """Make a one-time link, valid for three days, for setting the password of an account."""
    token = desk.kept.invitations.invite(Invitation("set", name))
    base = desk.public_url or request.url_root.rstrip("/")
    return f"{base}{url_for('desk.start', token=token)}"


def _read_role() -> Role:
    """The role in the form; answers 400 if it is unknown."""
    given = request.form.get("role", "")
    return next((role for role in ROLES if role == given), None) or abort(400)


def _other(desk: Desk, name: str) -> Account:
    """The account with this name; answers 404 if unknown, 400 for the signed-in person's own."""
    if name == me().name:
        abort(400)
    return desk.kept.staff.one(name) or abort(404)


def change_role(desk: Desk, name: str) -> Response:
    """Give an account another role, as the form says, end its sessions; go back to the list with a message.

    Refused for the last admin who can sign in. Answers 404 if there is no such account, 400 for one's own.
    """
    account, role = _other(desk, name), _read_role()
    if account.role == role:
        return _go_back(f"Nothing is changed: {name} has the role “{role}” already.")
    with desk.entered("staff:role", f"{name} {role}") as entry:
        if not desk.kept.staff.set_role(account.name, role):
            return _spare(desk, entry, name)
    return _go_back(f"{name} now has the role “{role}”, and is signed out: they sign in again to use it.")


def disable(desk: Desk, name: str) -> Response:
    """Disable an account at once or enable it again, as the form says; repeating changes nothing.

    What the person of a disabled account had claimed is open to everybody again. Refused for the last admin
    who can sign in. Answers 404 if there is no such account, 400 for one's own.
    """
    account, out = _other(desk, name), _read_state() == "out"
    if out != account.disabled:
        with desk.entered("staff:disable" if out else "staff:enable", name) as entry:
            if not desk.kept.staff.disable(account.name, out):
                return _spare(desk, entry, name)
    if out:
        _free(desk, name)
        return _go_back(f"{name} is locked.")
    return _go_back(f"{name} may sign in again." if account.hash else NEEDS_LINK.format(name))


def _read_state() -> str:
    """Whether the form disables an account ("out") or enables it ("in"); answers 400 if neither."""
    given = request.form.get("state", "")
    return given if given in ("out", "in") else abort(400)


def _spare(desk: Desk, entry: str, name: str) -> Response:
    """Refuse to change the last admin who can sign in; say so on the page and in the audit trail.

    `entry` is the trail's entry of the refused action, which was made before; it is struck out.
    """
    if desk.kept.staff.one(name) is None:
        return _gone(desk, entry, name)
    desk.kept.trail.strike(entry)
    desk.note("staff:last_admin", name)
    return _go_back(f"Nothing is changed: {name} is the last admin who can sign in.", "refused")


def _gone(desk: Desk, entry: str, name: str) -> Response:
    """Say on the page that the account `name` is gone meanwhile; strike out the `entry` of its change."""
    desk.kept.trail.strike(entry)
    return _go_back(f"Nothing is changed: there is no account {name} any more.", "refused")


def reset(desk: Desk, name: str) -> str | Response:
    """End an account's sessions and password at once; show a link for setting a new password.

    So a stranger who uses the account is out even before the link is used. The account's records are open to
    everybody again. A disabled account gets no link: it must be enabled first. The account of the last admin
    who can sign in is not reset. Answers 404 if there is no such account, 400 for one's own.
    """
    account = _other(desk, name)
    if account.disabled:
        return _go_back(f"No link was made: {name} is locked. Unlock them first.", "refused")
    with desk.entered("staff:reset", name) as entry:
        if not desk.kept.staff.reset(account.name):
            return _spare(desk, entry, name)
    _free(desk, name)
    return _page(desk, link=_new_link(desk, account.name), name=account.name)


def _free(desk: Desk, name: str) -> None:
    """Release the records claimed by a person who can no longer sign in, and say so on the page."""
    freed = free(desk.kept.line, desk.kept.trail, name, me().name, desk.now())
    if freed:
        flash(f"What {name} held is open for all again: {freed}.")


def change_lead(desk: Desk, name: str) -> Response:
    """Make an account a safeguarding lead, or no longer one, as the form says.

    Admins may do so with their own account too. An account that cannot sign in is not made a lead, and a
    message says so. Answers 404 if there is no such account.
    """
    account, lead = desk.kept.staff.one(name) or abort(404), request.form.get("lead") == "1"
    if lead and (account.disabled or not account.hash):
        return _go_back(f"Nothing is changed: {name} cannot sign in yet, and would see no flag.")
    if account.lead is lead:
        return _go_back(f"Nothing is changed: {name} is {'already' if lead else 'not'} safeguarding lead.")
    with desk.entered("staff:lead" if lead else "staff:lead:off", name) as entry:
        if not name_lead(desk.kept.staff, account.name, lead):
            return _gone(desk, entry, name)
    return _go_back(f"{name} is {'safeguarding lead now' if lead else 'no longer safeguarding lead'}.")


def drop_two_factor(desk: Desk, name: str) -> Response:
    """Turn off the second factor of somebody who has lost their phone; go back to the list with a message.

    Answers 404 if there is no such account, 400 for one's own.
    """
    account = _other(desk, name)
    if not account.two_factor:
        return _go_back(f"{name} signs in without a code already.")
    with desk.entered("staff:two_factor:off", name) as entry:
        if not desk.kept.staff.set_two_factor(account.name, ""):
            return _gone(desk, entry, name)
    return _go_back(f"{name} now signs in with the password alone.")


def _go_back(words: str, how: str = "message") -> Response:
    """Redirect to the list of accounts with a message; `how` is "refused" if it was refused."""
    flash(words, how)
    return redirect(url_for("desk.staff"), 303)


def trail(desk: Desk) -> str:
    """Show 100 entries of the audit trail, the latest first; `before` in the query asks for older entries.

    `before` is the mark in the page's link to older entries; if it is no such mark, the latest are shown.
    """
    before = request.args.get("before", "")
    plain = before if before.replace("-", "").isdigit() and len(before) < LONGEST_MARK else ""
    deeds, earlier = desk.kept.trail.latest(A_PAGE, plain)
    rows = [(deed, *_record(deed)) for deed in deeds]
    return render_template("desk/trail.html", deeds=rows, earlier=earlier)


def _record(deed: Deed) -> tuple[str, str]:
    """The path of the call-back or message in a trail entry, and the rest of the entry's text.

    The path is "" if the entry is about something else.
    """
    kind, (record_id, _, rest) = deed.did.partition(":")[0], deed.about.partition(" ")
    if kind not in KINDS or not record_id:
        return "", deed.about
    return f"{url_for('desk.callbacks' if kind == 'callback' else 'desk.messages')}/{record_id}", rest


ROUTES = (
    Route("GET", "/staff", "admin", staff, "Staff"),
    Route("POST", "/staff", "admin", add_account),
    Route("POST", "/staff/<name>/role", "admin", change_role),
    Route("POST", "/staff/<name>/disable", "admin", disable),
    Route("POST", "/staff/<name>/reset", "admin", reset),
    Route("POST", "/staff/<name>/lead", "admin", change_lead),
    Route("POST", "/staff/<name>/two-factor/off", "admin", drop_two_factor),
    Route("GET", "/trail", "admin", trail, "Staff"),
)

"""The safeguarding leads: the accounts that see flagged records, and are told of them (ADR 39)."""

from store.desk.staff import Account, Staff


def name_lead(staff: Staff, name: str, lead: bool) -> bool:
    """Make the account `name` a safeguarding lead or, if `lead` is false, no longer one.

    The account's sessions go on. False if there is no such account. Raises `Unreachable`.
    """
    return staff.change(name, "lead", str(int(lead)), ends=False)


def leads(staff: Staff) -> tuple[Account, ...]:
    """The accounts that see flagged records: the safeguarding leads, or the admins if no lead can sign in.

    Accounts that cannot sign in are left out: those shut out, and those without a password yet. Raises
    `Unreachable`.
    """
    everyone = [one for one in staff.all() if one.hash and not one.disabled]
    named = tuple(one for one in everyone if one.lead)
    return named or tuple(one for one in everyone if one.role == "admin")

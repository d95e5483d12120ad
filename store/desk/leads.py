"""The safeguarding leads among the accounts: who sees what is flagged, and who is told of it (ADR 39)."""

from store.desk.staff import ACCOUNT, Account, Staff


def name_lead(staff: Staff, name: str, lead: bool) -> None:
    """Name an account safeguarding lead, or no longer; its sessions go on."""
    staff.link.ask(lambda store: store.hset(ACCOUNT + name, "lead", str(int(lead))))


def leads(staff: Staff) -> tuple[Account, ...]:
    """Who sees what is flagged for safeguarding: the named leads; where there is none, the admins.

    Whoever cannot sign in is neither: shut out, or without a password until they have used their link.
    """
    everyone = [one for one in staff.all() if one.hash and not one.disabled]
    named = tuple(one for one in everyone if one.lead)
    return named or tuple(one for one in everyone if one.role == "admin")

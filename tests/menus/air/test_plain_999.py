"""A notice repeats "ring 999 in an emergency", and says nothing that makes 999 wait for us or for a sign."""

import pytest

from menus.air.advice import advice
from menus.model import Pack
from tests.packs.bilingual import in_both

PLAIN = (
    "In an emergency ring 999.",
    "In an emergency, please call 9 9 9 at once.",
    "Ring 999 in an emergency.",
    "We are closed on Monday. In an emergency ring 999.",
    "We are closed today: in an emergency, ring 999.",
    "Please still ring 999 in an emergency.",
    "If it is an emergency, hang up and dial 999.",
    "In an emergency do not wait: ring 999.",
    "Don’t ring us in an emergency: ring 999.",
    "We can't help in an emergency: ring 999.",
    "This line is not for emergencies: call 999.",
    "In an emergency ring 999, not us.",
    "In a life-threatening emergency call 999 straight away.",
    "If you need an ambulance, ring 999.",
    "Our texts come late. 999 and 111 answer as always.",
    "For advice ring 111, in an emergency 999.",
    "Ring 111 for urgent help, or 999 in an emergency.",
    "As always, in an emergency ring 999 or 112.",
    "You can still ring 999 day or night.",
    "But in any emergency, dial 9 9 9 immediately!",
    "Ambulances are on strike today. In an emergency ring 999.",
    "Ring 01632 960 111 or 111, in an emergency 999.",
    "Before Monday nobody answers here. In an emergency ring 999.",
    "Our hours are nine to five. In an emergency ring 999.",
    "In an emergency ring 999. Our hours are nine to five.",
    "The helpline is busy today. In an emergency ring 999.",
    "In an emergency ring 999. We are busy today.",
    "On the first of June we are closed. In an emergency ring 999.",
    "The helpline is busy. You may wait for two weeks for a call.",
    "We are closed for an emergency repair.",
    "This line is not for an emergency: ring 999.",
)
BOUND = (
    "Ring 999 only after ringing us.",
    "Only ring 999 once you have rung us.",
    "Call 999 if you cannot breathe.",
    "Ring us before you call 999.",
    "Ring us first: in an emergency ring 999.",
    "In an emergency ring us. Then ring 999.",
    "In an emergency ring 999 if we do not answer.",
    "If nobody answers here, ring 999 in an emergency.",
    "Do not ring 999.",
    "In an emergency ring 999 after you have tried our nurse.",
    "Never call 999 without asking us.",
    "Unless we tell you to, don't ring 999.",
    "Wait for our call before dialling 9 9 9.",
    "You need not ring 999 in the snow.",
    "Ring 999 only in an emergency, and us first.",
    "In an emergency try us first. Ring 999 in an emergency.",
    "Do not call an ambulance before you have spoken to us.",
    "Ambulances can wait: ask us.",
    "With pain in your chest ring 999.",
    "There is no need for an ambulance: ring us.",
    "Ring 999 when we are closed, and us when we are open.",
    "In an emergency, text us first, then 999.",
    "Call nine nine nine only if we say so.",
    "The emergency services ask you to ring us first.",
    "Try us before you ring 999.",
    "In an emergency ring the helpline.",
    "In an emergency ring 999. But talk to a nurse here first.",
    "Talk to a nurse here first. In an emergency ring 999.",
    "In an emergency ring 999. Call the helpline beforehand.",
    "In an emergency ring 999 now. It is busy, so hold the line.",
    "In an emergency ring 999. It is busy.",
    "In an emergency ring 999. They take hours, so press 1 for us.",
    "In an emergency, ring 999. If nobody answers, wait for us.",
    "Triple nine is very busy today, ring us.",
    "Ambulances take four hours today. Ring us and we will help.",
    "In an emergency, stay on the line.",
    "In an emergency, leave a message and we will ring back.",
    "We cannot help in an emergency. In an emergency ring 999. Stay on the line.",
)


@pytest.mark.parametrize("said", PLAIN)
def test_what_everybody_is_told_of_999_may_be_repeated(pack: Pack, said: str) -> None:
    assert [fault.says for fault in advice(pack.languages["en"], said, "", "")] == []


@pytest.mark.parametrize("said", BOUND)
def test_999_waits_for_nobody_and_for_no_sign(pack: Pack, said: str) -> None:
    (fault,) = advice(pack.languages["en"], said, "", "")
    assert fault.says == "says more of 999 or an ambulance than to ring it in an emergency"
    assert "In an emergency ring 999." in fault.mend


@pytest.mark.parametrize("said", ["Mewn argyfwng ffoniwch 999.", "Ond ffoniwch 9 9 9 mewn argyfwng."])
def test_it_may_be_repeated_in_welsh(said: str) -> None:
    assert [fault.says for fault in advice(in_both().languages["cy"], said, "", "")] == []

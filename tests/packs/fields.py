"""A pack of another field: topics on a catheter, written on the new pack as an editor would write them."""

import shutil
from pathlib import Path

from menus.loading.folders import BLANK

ENDS = "Emergency? Call 999. Urgent? Call 111."
CARE = "Do not stop or change them without talking to your doctor, nurse or pharmacist."
MENU = """service = "Tube Line"
languages = ["en"]

[[menu]]
name = "main"
actions = [
  { key = "1", menu = "care" }, { key = "2", topic = "antibiotics" }, { key = "3", topic = "helpline" },
  { key = "4", topic = "about" },
]

[[menu]]
name = "care"
actions = [
  { key = "1", topic = "bags" }, { key = "2", topic = "washing" }, { key = "3", topic = "blocked" },
  { key = "4", topic = "howto" },
]
"""
PHRASES = """[named]
charity = "the charity Tubes"
document = "its leaflet on catheters"

[menus.care]
title = "Your catheter."
option = "For your catheter"
short = "your catheter"

[additions.A1]
topics = ["antibiotics"]
signs = ["do not stop or change", "doctor, nurse or pharmacist"]
"""
FACTS = """document = "A leaflet of the charity Tubes, January 2026"

[facts]
C1 = "Looking after your catheter"
A1 = "addition"
"""
# Name, option, other words, what is said.
TOPICS = {
    "bags": (
        "For catheter bags",
        ("bag", "leg bag", "night bag", "drainage bag"),
        "A leg bag holds what your catheter drains. Change the bag once a week.",
    ),
    "washing": (
        "For daily washing",
        ("wash", "keeping clean", "wash the catheter"),
        "Wash your hands before you touch the catheter. Wash around it every day with soap.",
    ),
    "blocked": (
        "If it is blocked",
        ("blockage", "not draining", "no urine"),
        "If your catheter does not drain, look for a bend in the tube.",
    ),
    "antibiotics": (
        "For antibiotics",
        ("antibiotic", "course of antibiotics", "trimethoprim", "nitrofurantoin"),
        "A person with a catheter may be given antibiotics.",
    ),
}
# What people may write: five messages a topic, and five alarms of the one on medicines.
MESSAGES = """# Our own questions, as people put them.
BAGS\thow often do i change the bag
BAGS\twhat does a leg bag do
BAGS\twhere do i get a night bag
BAGS\tis a drainage bag the same as a leg bag
BAGS\thow often do i change my catheter bag
WASHING\thow do i wash my catheter
WASHING\tis keeping clean enough
WASHING\twash every day or not
WASHING\tsoap for washing
WASHING\tdo i need to wash the catheter
BLOCKED\tmy catheter is not draining
BLOCKED\tis it a blockage
BLOCKED\tno urine since this morning
BLOCKED\twhy is there a blockage
BLOCKED\twhat if it gets blocked
ANTIBIOTICS\tdo i need antibiotics with a catheter
ANTIBIOTICS\twhat is trimethoprim
ANTIBIOTICS\tare antibiotics given with a catheter
ANTIBIOTICS\ttell me about nitrofurantoin
ANTIBIOTICS\twhy a course of antibiotics
SAFETY ANTIBIOTICS\tcan i stop my antibiotics
SAFETY ANTIBIOTICS\ti have run out of nitrofurantoin
SAFETY ANTIBIOTICS\tmissed two days of trimethoprim
SAFETY ANTIBIOTICS\tdo i have to finish the antibiotic
EMERGENCY ANTIBIOTICS\ti cant breathe since the antibiotics
"""
SOUNDS = """[words]
trimethoprim = "traɪˈmɛθəprɪm"
nitrofurantoin = "ˌnaɪtrəʊˈfjʊərəntɔɪn"
antibiotics = "ˌæntibaɪˈɒtɪks"
"""


def catheters(folder: Path) -> Path:
    """Write the pack into a folder, and give the folder."""
    shutil.copytree(BLANK, folder)
    (folder / "en/topics/basics.toml").unlink()
    for name in TOPICS:
        (folder / f"en/topics/{name}.toml").write_text(_topic(name), encoding="utf-8")
    for file, text in {"menu.toml": MENU, "facts.toml": FACTS, "en/phrases.toml": PHRASES}.items():
        (folder / file).write_text(text, encoding="utf-8")
    (folder / "en/pronunciation.toml").write_text(SOUNDS, encoding="utf-8")
    (folder / "en/messages.tsv").write_text(MESSAGES, encoding="utf-8")
    checks = 'medicines = ["antibiotics", "trimethoprim", "nitrofurantoin"]\n'
    (folder / "en/checks.toml").write_text(checks, encoding="utf-8")
    hours = folder / "hours.toml"
    text = hours.read_text(encoding="utf-8").replace("+441632960123", "+448081570123")
    hours.write_text(text, encoding="utf-8")
    return folder


def _topic(name: str) -> str:
    option, also, says = TOPICS[name]
    medicine = name == "antibiotics"
    listed = ", ".join(f'"{word}"' for word in also)
    return f"""keyword = "{name.upper()}"
also = [{listed}]
title = "{name.capitalize()}."
option = "{option}"
short = "{name}"
medicine = {str(medicine).lower()}
safety = "{CARE if medicine else ""}"
spoken = ["{says}"]
text = "{{service}}. {name.upper()}. {f"{CARE} " if medicine else ""}{says} {ENDS}"
source = ["C1"{', "A1"' if medicine else ""}]
heading = "Looking after your catheter"
author = "An editor"
"""

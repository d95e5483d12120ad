"""The frozen types of a text conversation: what the last text was about, what arrives, what goes back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """What MORE, BACK and a number refer to: our last text (R27). `options` are "menu.NAME" or "topic.NAME",
    for 1, 2, 3 …

    `topic` is the last one sent, `part` how many of its texts went; `menu` is where BACK leads; `asked` holds
    while a "Did you mean" stands open, when YES counts as 1.
    """

    options: tuple[str, ...] = ()
    topic: str = ""
    part: int = 0
    menu: str = "main"
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Texted:
    """A text arrived.

    `opt_out_type` is the carrier's `OptOutType`, "" where it has not answered by itself (R28); `opted_out`
    says that this person wants no texts.
    """

    body: str
    opt_out_type: str = ""
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: `text` ("" for silence) and the talk from now on.

    `kind` is what it is for the limits (R32), `counts` what it adds to the day's counts (R42). `opt` is "out"
    or "in" where the store must keep an opt-out or undo one before we may say so (R28).
    """

    text: str
    talk: Talk
    kind: str
    opt: str = ""
    counts: tuple[str, ...] = ()

"""The format of a pack's signatures in signatures.toml: one table for each, in order of the signed items."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date

from menus.signing.signature import Signature

HEAD = """\
# Who has signed which version of what this line says. `flask review --collect` writes this file: edit none of
# it. A signature whose words here, or whose subject's, have changed by one letter counts no more.
"""


def written(signatures: Mapping[str, Signature]) -> str:
    """The text of signatures.toml for these signatures, which are given by the id of the signed item."""
    return HEAD + "".join(line for of in sorted(signatures) for line in _table(of, signatures[of]))


def _table(of: str, signature: Signature) -> Iterator[str]:
    yield f"\n[signed.{json.dumps(of)}]\n"
    for field in fields(signature):
        value = getattr(signature, field.name)
        if field.name == "withdrawn" and not value:
            continue
        # a text in JSON is one in TOML, too
        shown = value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
        yield f"{field.name} = {shown}\n"

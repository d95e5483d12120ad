"""What each file of a pack may hold, by the name of the file, as the loader has it."""

from collections.abc import Mapping

from menus.loading import shape, weights
from menus.loading.fit import Key
from menus.loading.folders import SHIPPED
from menus.loading.pack import load
from menus.loading.source.origin import DOCUMENT
from menus.loading.source.signatures import SIGNATURES
from menus.loading.source.tracing import TRACING

FILES: Mapping[str, Mapping[str, Key]] = {
    "menu.toml": shape.MENU,
    "hours.toml": shape.HOURS,
    "facts.toml": shape.FACTS,
    "document.toml": DOCUMENT,
    "signatures.toml": SIGNATURES,
    "calls.toml": shape.CALLS,
    "phrase_names.toml": shape.PHRASE_NAMES,
    "phrases.toml": shape.phrases(load(SHIPPED).phrase_names),
    "pronunciation.toml": shape.PRONUNCIATION,
    "checks.toml": shape.CHECKS,
    "tracing.toml": TRACING,
    "topics": shape.TOPIC,
    "safety.toml": shape.SAFETY,
    "ear.toml": weights.EAR,
    "topic_ear.toml": weights.TOPIC_EAR,
    "matching.toml": shape.MATCHING,
}

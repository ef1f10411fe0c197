"""The plural of a noun for a role."""

from __future__ import annotations

IRREGULAR = {
    "people": "people",
    "person": "people",
    "chief": "chiefs",
    "staff": "staff",
    "police": "police",
}


def plural(noun: str) -> str:
    """The plural: of the head before "of" or "in" ("secretaries of state"), else of the last word."""
    words = noun.split()
    head = (
        next((i for i, w in enumerate(words) if w in {"of", "in", "for", "to"} and i), len(words))
        - 1
    )
    words[head] = _plural_word(words[head])
    return " ".join(words)


def _plural_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("man") and word != "human":
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"

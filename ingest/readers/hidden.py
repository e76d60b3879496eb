"""What a page hides from its reader: by attribute, by its own style, or by a simple rule of a style sheet in the page."""

from __future__ import annotations

import re
from typing import Any

LONGEST_SHEET = 200_000
"""Characters of style sheets that are looked at."""

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity|max-height|max-width)\s*:\s*0(?![.\d]*[1-9])|color\s*:\s*transparent"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.I,
)
_FOR_SCREEN_READERS = re.compile(r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-reader(?:-text)?)(?:$|[\s_-])")
_RULE = re.compile(r"([^{}@]{1,500})\{([^{}]{0,2000})\}")
_CONDITIONAL = re.compile(r"@[^{}]{1,300}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,500}[^{}]{0,2000}\}")
_SIMPLE = re.compile(r"\s*([a-z][\w-]*)?([.#][\w-]+)\s*")


class Hidden:
    """The classes and ids that the page's own style sheets hide."""

    def __init__(self, root: Any) -> None:
        sheets = "\n".join(node.text or "" for node in root.iter("style"))[:LONGEST_SHEET]
        self._names = {name for selectors, body in _RULE.findall(_CONDITIONAL.sub(" ", sheets)) if _STYLE.search(body) for name in _names(selectors)}

    def hides(self, node: Any) -> bool:
        """Whether the page hides the element from everybody."""
        if node.get("hidden") is not None or _STYLE.search(node.get("style") or ""):
            return True
        if not self._names:
            return False
        return any(f".{name}" in self._names for name in (node.get("class") or "").split()) or f"#{node.get('id')}" in self._names


def for_screen_readers(node: Any) -> bool:
    """Whether the element is furniture that is only read aloud ("Search this site")."""
    return _FOR_SCREEN_READERS.search(node.get("class") or "") is not None


def _names(selectors: str) -> list[str]:
    found = (_SIMPLE.fullmatch(selector) for selector in selectors.split(","))
    return [name[2] for name in found if name]

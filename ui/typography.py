"""Typography that a source lost and a copy may put back; the words stay, and the record is never touched. Pure functions."""

from __future__ import annotations

import re

# Contractions whose apostrophe the source lost and that are no other English word ("well", "its" and "lets" are, so they stay).
_LOST = {
    **{word: word[:-1] + "'t" for word in "dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt shouldnt cant wont".split()},
    **{word: word[:-2] + "'" + word[-2:] for word in "weve youve theyve ive youre theyre youll theyll itll".split()},
    **{word: word[:-1] + "'s" for word in "thats whats theres heres hes shes".split()},
    "im": "I'm",
}
_WORD = re.compile(r"\b(" + "|".join(_LOST) + r")\b", re.IGNORECASE)


def mended(quote: str) -> str:
    """The quotation with lost apostrophes put back ("weve" becomes "we've"); letters and words stay."""
    return _WORD.sub(lambda found: _like(found[0], _LOST[found[0].lower()]), quote)


def _like(written: str, word: str) -> str:
    if written.isupper() and len(written) > 2:
        return word.upper()
    return word[0].upper() + word[1:] if written[0].isupper() else word

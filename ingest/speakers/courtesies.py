"""Set phrases of a talk, as whole turns or their beginnings: assent, thanks, greetings, leave. Knows words, not transcripts."""

from __future__ import annotations

import re
from typing import Final

_THANKS: Final = r"thank you|thanks|great|okay|ok|all right|very much|so much|i? ?appreciate (?:it|that)|sir|ma['’]am|again"

ASSENT: Final = re.compile(
    r"(?:(?i:sure|yes|yeah|yep|okay|ok|please|go ahead|mm-hmm|mhm|right|of course|oh|uh-huh|sorry|sir|ma['’]am|i['’]m sorry|that['’]s (?:right|correct)|correct"
    r"|what)[.,?! —–-]*){1,5}"
)
"""A turn that lets the other go on."""

YES_OR_NO: Final = re.compile(r"(?i:(?:yes|yeah|yep|okay|ok|sure|right|sorry|oh|no)[.,?!—– ]*){1,12}(?:\([A-Z][a-z]+\.\))?")
"""A turn that answers in a word, and calls nobody."""

GRANTS: Final = re.compile(r"(?i:sure|of course|absolutely|certainly|mm-hmm|you bet|right|correct|no problem)\b")
"""The beginning of a turn that says yes to a request."""

THANKS: Final = re.compile(rf"(?:(?i:{_THANKS})[.,! ]*){{1,5}}(?:[A-Z]\w+[.!])?$")
"""A questioner's thanks, to the end of his turn."""

LEAVE: Final = re.compile(
    rf"(?:(?i:{_THANKS}|thank you all|thanks everyone|alright|awesome|wonderful|good|everyone|everybody|guys|all|both|always welcome|i? ?appreciate you"
    r"|my pleasure|you bet|for (?:joining us|having (?:me|us)|being here|doing this|coming)|senator|mr|chairman|madam|chair|secretary|admiral|president"
    r"|that['’]s it|see you(?: (?:soon|later|then|tomorrow|in a little bit|at the next stop))?|bye)[.,!? ]*){1,8}(?:[A-Z][\w’'-]+[.!] ?)?"
    r"(?:(?i:thank you|thanks|i? ?appreciate it)[.!,]? ?)?(?:[A-Z][\w’'-]+[.!])?"
)
"""A whole turn of thanks and leave, which answers nothing."""

GREETS: Final = re.compile(r"(?i:hey|hi|hello),? [A-Z][\w’'-]+[.!]?(?: (?:How are you|Good|Nice|Great)\b[^.?!]{0,40}[.?!])?$")
"""A turn that greets somebody by name."""

GREETING: Final = re.compile(
    r"(?:(?i:good|morning|afternoon|evening|hello|hi|hey|everyone|everybody|there|sir|ma['’]am|thank you|thanks)[,.! ]*){1,5}(?:[A-Z][\w’'-]+[.!]?)?$"
)
"""A whole turn that greets."""

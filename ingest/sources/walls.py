"""What stands where a transcript should be: a wall that wants proof of a person, or a page without turns. And what to do instead."""

from __future__ import annotations

import re

from ingest.pool import Failure

SAVE_IT = "Open it in a browser, save the page, and refresh with the file; or paste its text in the app, or forward it as an e-mail (.eml)."

LOOKED_AT = 50_000
"""Bytes; a wall is a short page."""

_WALL = re.compile(rb"captcha|verify (?:that )?you are (?:a )?human|just a moment\.\.\.|enable javascript and cookies|access denied", re.I)


def is_wall(data: bytes) -> bool:
    """Whether a page without turns asks its reader to prove something first."""
    return bool(_WALL.search(data[:LOOKED_AT]))


def explain(failure: Failure, data: bytes) -> Failure:
    """Why a fetched page gave no briefing, in the words of somebody who can open it in a browser."""
    return Failure("the site asks for proof that a person reads it" if is_wall(data) else failure.reason, SAVE_IT, failure.skipped)

"""The sources, what went wrong with them, and the settings, as tables: plain data, every text shown as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rag.config import Settings
from ui.view import Data


def sources_data(sources: Sequence[Mapping[str, Any]]) -> Data:
    """The sources as rows, with what failed and what to do about it."""
    return {
        "caption": "Sources",
        "noun": "sources",
        "search": "Search sources" if len(sources) > 5 else "",
        "sort": [0, False],
        "columns": [
            {"label": "Source", "opens": True, "wide": True},
            {"label": "Kind"},
            {"label": "Briefings", "number": True, "down": True},
            {"label": "Last read"},
            {"label": "Result"},
            {"label": "Change"},
        ],
        "rows": [_row(each) for each in sources],
    }


def _row(source: Mapping[str, Any]) -> Data:
    read = (source["last_read"] or "never")[:16].replace("T", " ")
    return {
        "cells": [source["source"], source["kind"], source["briefings"], read, result(source["failed"]), ""],
        "actions": [["Remove", {"do": "forget", "source": source["source"]}]],
    }


def result(failed: Sequence[Mapping[str, str]]) -> str:
    """ "fine", or what failed, why, and what to do."""
    told = "; ".join(f"{each['source']}: {each['reason']} {each['fix']}" for each in failed[:5])
    return (f"{told}; and {len(failed) - 5} more" if len(failed) > 5 else told) or "fine"


def failures_data(failed: Sequence[Mapping[str, str]]) -> Data:
    """What a refresh could not read, why, and what to do."""
    return {
        "caption": "What could not be read",
        "noun": "failures",
        "search": "Search failures" if len(failed) > 20 else "",
        "sort": None,
        "columns": [{"label": "Source", "opens": True}, {"label": "Why"}, {"label": "What to do", "wide": True}],
        "rows": [{"cells": [each["source"], each["reason"], each.get("fix", "")]} for each in failed],
    }


def settings_data(settings: Settings) -> Data:
    """The settings in words; a key is never shown, only that there is one."""
    model = f"{settings.model} at {settings.model_host}" if settings.model else "none: answers are in the record's own words"
    rows = [
        ("Data folder", str(settings.data)),
        ("Embedding", settings.embedding),
        ("Model", model),
        ("Key", "set" if settings.api_key else "not set"),
        ("Temperature", f"{settings.temperature:g}"),
        ("Time-out", f"{settings.timeout_s:g} s"),
        ("Other machines", "may reach this app" if settings.allow_remote else "cannot reach this app"),
    ]
    columns = [{"label": "Setting", "opens": True}, {"label": "Value", "wide": True}]
    return {"caption": "Settings", "noun": "settings", "search": "", "sort": None, "columns": columns, "rows": [{"cells": list(row)} for row in rows]}

"""The settings, and the only place that reads the environment and `.env` (beside `app.py`; the environment wins)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from rag.errors import ConfigError

PROJECT = Path(__file__).resolve().parents[1]
DEFAULT_MODEL = "gpt-5-mini"


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    help: str


SETTINGS = (
    Setting("BRIEFINGS_DATA", "data", "folder of the library and its index; a relative path starts beside app.py"),
    Setting("BRIEFINGS_EMBEDDING", "static", "static, onnx:FOLDER (model.onnx and tokenizer.json), or openai[:MODEL]"),
    Setting("BRIEFINGS_MODEL", "", f"chat model; {DEFAULT_MODEL} when only a key is set, required with a base URL"),
    Setting("BRIEFINGS_TEMPERATURE", "0", "sampling temperature of the model, 0 to 2"),
    Setting("BRIEFINGS_TIMEOUT", "60", "seconds to wait for the model"),
    Setting("BRIEFINGS_MAX_TOKENS", "1500", "most tokens of one reply of the model"),
    Setting("BRIEFINGS_PRICE", "", "price of a million tokens of the model, in/out, such as 0.25/2; without it no cost is shown"),
    Setting("BRIEFINGS_CONTACT", "", "address or page named in the user agent when pages are fetched"),
    Setting("BRIEFINGS_ALLOW_PRIVATE", "", "1: fetch from addresses of the own network too"),
    Setting("BRIEFINGS_ALLOW_REMOTE", "", "1: let the app listen on other addresses than 127.0.0.1"),
    Setting("OPENAI_API_KEY", "", "key of OpenAI or of a compatible endpoint"),
    Setting("OPENAI_BASE_URL", "", "address of an OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings as used. `timeout_s` in seconds; `model` is "" when answers are extractive; `price` of a million tokens in and out."""

    data: Path
    embedding: str = "static"
    model: str = ""
    temperature: float = 0.0
    timeout_s: float = 60.0
    max_tokens: int = 1500
    price: tuple[float, float] | None = None
    contact: str = ""
    allow_private: bool = False
    allow_remote: bool = False
    api_key: str = field(default="", repr=False)
    base_url: str = ""

    @property
    def model_host(self) -> str:
        """The host that passages are sent to when a model is used, else ""."""
        return (urlsplit(self.base_url).hostname or self.base_url if self.base_url else "api.openai.com") if self.model else ""


def load(environment: Mapping[str, str] | None = None, *, data: str | Path | None = None) -> Settings:
    """The settings from the environment and `.env`; `data` (a `--data` option) wins over both.

    Raises ConfigError for a value that cannot be used.
    """
    values = {setting.name: setting.default for setting in SETTINGS}
    values |= {name: value or "" for name, value in dotenv_values(PROJECT / ".env").items() if name in values}
    given = os.environ if environment is None else environment
    values |= {name: given[name] for name in values if name in given}
    key, base = values["OPENAI_API_KEY"].strip(), values["OPENAI_BASE_URL"].strip()
    model = values["BRIEFINGS_MODEL"].strip()
    if base and not model:
        raise ConfigError("OPENAI_BASE_URL is set, but no model is named", "Set BRIEFINGS_MODEL to a model that this endpoint serves.")
    return Settings(
        data=(PROJECT / (Path(data).resolve() if data is not None else Path(values["BRIEFINGS_DATA"]).expanduser())).resolve(),
        embedding=values["BRIEFINGS_EMBEDDING"].strip() or "static",
        model=(model or DEFAULT_MODEL) if key or base else "",
        temperature=_number(values, "BRIEFINGS_TEMPERATURE", 0, 2),
        timeout_s=_number(values, "BRIEFINGS_TIMEOUT", 0.1, 3600),
        max_tokens=int(_number(values, "BRIEFINGS_MAX_TOKENS", 1, 1_000_000)),
        price=_price(values["BRIEFINGS_PRICE"].strip()),
        contact=values["BRIEFINGS_CONTACT"].strip(),
        allow_private=_switch(values, "BRIEFINGS_ALLOW_PRIVATE"),
        allow_remote=_switch(values, "BRIEFINGS_ALLOW_REMOTE"),
        api_key=key,
        base_url=base,
    )


def _number(values: Mapping[str, str], name: str, low: float, high: float) -> float:
    try:
        number = float(values[name])
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise ConfigError(f"{name} is {values[name]!r}", f"Set {name} to a number from {low:g} to {high:g}.")
    return number


def _price(written: str) -> tuple[float, float] | None:
    """Two prices, such as "0.25/2"; None where none is set."""
    if not written:
        return None
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)/(\d{1,6}(?:\.\d{1,6})?)", written)
    if not match:
        raise ConfigError(f"BRIEFINGS_PRICE is {written!r}", "Set BRIEFINGS_PRICE to two prices of a million tokens, in and out, such as 0.25/2.")
    return float(match[1]), float(match[2])


def _switch(values: Mapping[str, str], name: str) -> bool:
    if values[name].strip() not in ("", "0", "1"):
        raise ConfigError(f"{name} is {values[name]!r}", f"Set {name} to 1, or leave it out.")
    return values[name].strip() == "1"

"""An OpenAI-compatible endpoint: messages out, the reply's text back in pieces. The only file that speaks to it; knows nothing of what is said.

What an endpoint refuses is left out of the next request, a busy one is asked again, and every failure is a ModelError with its fix.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from rag.config import Settings
from rag.errors import ModelError
from rag.types import Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

logger = logging.getLogger(__name__)

MOST_CHARACTERS = 100_000
"""A longer reply is cut off and not used."""
RETRIES = 2
"""Times that a busy or failing endpoint (429, 5xx) is asked again, with growing pauses or the pause it asks for."""
# The parts of a request that some endpoints refuse (structured output, small servers; a temperature, some models), and what their refusals name.
_OPTIONAL = {
    "response_format": ("response_format", "json_schema", "structured"),
    "temperature": ("temperature",),
    "stream_options": ("stream_options", "include_usage"),
}


class Endpoint:
    """The endpoint of the settings, and what it was found to refuse; safe to use from several threads. `schema`: of the JSON wanted."""

    def __init__(self, settings: Settings, schema: Mapping[str, Any]) -> None:
        self.settings = settings
        self._schema = schema
        self._refused: frozenset[str] = frozenset()
        self._streams = True

    def pieces(self, messages: list[BaseMessage], deadline: float, used: list[Usage]) -> Iterator[str]:
        """The text of one reply as it comes; `deadline` in seconds of time.monotonic(). Appends to `used` what it reports. Raises ModelError."""
        import httpx2
        import openai

        size = 0
        try:
            for piece in self._accepted(messages, deadline, used):
                size += len(piece)
                if size > MOST_CHARACTERS:
                    raise ModelError(f"the model's reply is longer than {MOST_CHARACTERS:,} characters", _LONG)
                if time.monotonic() > deadline:
                    raise _too_slow(self.settings)
                yield piece
        except openai.OpenAIError as error:
            raise _as_ours(error, self.settings) from error
        except httpx2.HTTPError as error:
            raise ModelError(f"{self.settings.model_host} broke off: {_first_line(error)}", "Ask again, or check the endpoint.") from error
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
            # What the client libraries raise on a reply that is no chat completion.
            logger.info("no chat completion", exc_info=True)
            raise ModelError(f"{self.settings.model_host} sent no chat completion", "Check OPENAI_BASE_URL; it often ends in /v1.") from error

    def _accepted(self, messages: list[BaseMessage], deadline: float, used: list[Usage]) -> Iterator[str]:
        """Asks again without the optional parts of the request that the endpoint refuses."""
        import openai

        while True:
            try:
                yield from self._patiently(messages, deadline, used)
                return
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                blamed = self._blamed(str(error))
                if not blamed:
                    raise
                logger.info("the endpoint refused the request, asking without %s: %s", ", ".join(sorted(blamed)), error)
                self._refused |= blamed

    def _blamed(self, refusal: str) -> frozenset[str]:
        """The optional parts that a refusal names; where it names none, structured output first, then all that are left."""
        left = [part for part in _OPTIONAL if part not in self._refused]
        named = [part for part in left if any(word in refusal.lower() for word in _OPTIONAL[part])]
        return frozenset(named or (left[:1] if "response_format" in left else left))

    def _patiently(self, messages: list[BaseMessage], deadline: float, used: list[Usage]) -> Iterator[str]:
        """Asks a busy or failing endpoint again, as long as nothing of the reply has come and there is time."""
        import openai

        for attempt in range(RETRIES + 1):
            try:
                yield from self._reply(messages, used)
                return
            except (openai.RateLimitError, openai.InternalServerError) as error:
                pause = _pause(error.response.headers.get("retry-after", ""), attempt)
                if attempt == RETRIES or time.monotonic() + pause > deadline:
                    raise
                logger.info("the endpoint said %s, asking again in %.1f s", error.status_code, pause)
                time.sleep(pause)

    def _reply(self, messages: list[BaseMessage], used: list[Usage]) -> Iterator[str]:
        """The reply in pieces, or whole from an endpoint that does not stream."""
        if self._streams:
            came = False
            try:
                for piece in self._stream(messages, used):
                    came = True
                    yield piece
                return
            except ValueError:  # the client saw no event at all
                if came:
                    raise
                logger.info("the endpoint sent no events, asking for the whole reply")
        message = self._model().invoke(messages)
        text = message.content
        self._streams = not isinstance(text, str)
        _note(message, used)
        if isinstance(text, str):
            yield text

    def _stream(self, messages: list[BaseMessage], used: list[Usage]) -> Iterator[str]:
        last = None
        try:
            for chunk in self._model().stream(messages):
                last = chunk if getattr(chunk, "usage_metadata", None) else last
                if isinstance(chunk.content, str) and chunk.content:
                    yield chunk.content
        finally:
            _note(last, used)

    def _model(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        settings = self.settings
        schema = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": self._schema}}
        optional: dict[str, dict[str, Any]] = {
            "response_format": {"extra_body": {"response_format": schema}},
            "temperature": {"temperature": settings.temperature},
            "stream_options": {"stream_usage": True},
        }
        model: BaseChatModel = init_chat_model(
            settings.model,
            model_provider="openai",
            api_key=settings.api_key or "none",
            base_url=settings.base_url or None,
            timeout=settings.timeout_s,
            max_retries=0,
            max_tokens=settings.max_tokens,
            use_responses_api=False,
            **{name: value for part, given in optional.items() if part not in self._refused for name, value in given.items()},
        )
        return model


def _note(message: Any, used: list[Usage]) -> None:
    reported = getattr(message, "usage_metadata", None)
    if reported:
        used.append(Usage(reported["input_tokens"], reported["output_tokens"]))


def _pause(asked: str, attempt: int) -> float:
    """Seconds to wait: what the endpoint asks for (seconds, or a date), else half a second, one, two."""
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.5 * 2.0**attempt


_LONG = "Lower BRIEFINGS_MAX_TOKENS or name another model."


def _too_slow(settings: Settings) -> ModelError:
    return ModelError(f"the model did not finish within {settings.timeout_s:g} seconds", "Raise BRIEFINGS_TIMEOUT or name a faster model.")


def _refused(error: Exception) -> ModelError:
    return ModelError(
        f"the endpoint refused the request: {_first_line(error)}", "Check BRIEFINGS_MODEL and the other BRIEFINGS_ settings of the model."
    )


def _as_ours(error: Exception, settings: Settings) -> ModelError:
    """openai's exceptions as ModelError, each with what to do."""
    import openai

    host = settings.model_host
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelError(f"{host} refused the key", "Check OPENAI_API_KEY.")
    if isinstance(error, openai.NotFoundError):
        return ModelError(f"{host} does not know the model {settings.model} or the address", "Check BRIEFINGS_MODEL and OPENAI_BASE_URL.")
    if isinstance(error, openai.RateLimitError):
        return ModelError(f"{host} is busy or the quota is used up (429)", "Wait a little and ask again, or check the account's limits.")
    if isinstance(error, openai.APITimeoutError):
        return _too_slow(settings)
    if isinstance(error, openai.APIConnectionError):
        return ModelError(f"{host} cannot be reached or broke off", "Check the network and OPENAI_BASE_URL.")
    if isinstance(error, openai.InternalServerError):
        return ModelError(f"{host} failed ({error.status_code})", "Ask again later.")
    return _refused(error)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0][:200]

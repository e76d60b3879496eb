"""The model at the other end of an OpenAI-compatible endpoint: one question out, proposals back as they become complete.

The only file that speaks to it. Every failure is a ModelError with its fix; what comes back is untrusted and goes to `rag/checking/check.py`.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag.config import Settings
from rag.drafting import prompts
from rag.drafting.draft import Evidence, Proposal
from rag.errors import ModelError
from rag.types import Answer, ClaimKind

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

logger = logging.getLogger(__name__)

_KINDS: dict[str, ClaimKind] = {"refusal": "refusal", "question": "question"}
MOST_CHARACTERS = 100_000
"""A longer reply is cut off and not used."""
RETRIES = 2
"""Times that a busy or failing endpoint (429, 5xx) is asked again, with growing pauses or the pause it asks for."""


@dataclass(slots=True)
class Reply:
    """What one drafting learned besides its proposals: the model's own verdict, and the tokens used where the endpoint reports them."""

    verdict: str = ""
    tokens_in: int = 0
    tokens_out: int = 0


class Drafter:
    """Drafts answers with the model of the settings; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._structured = True

    def draft(self, question: str, history: Sequence[Answer], evidence: Evidence, reply: Reply) -> Iterator[Proposal]:
        """Proposals in the order of the model, each as soon as it is complete; fills `reply` on the way.

        A reply that cannot be read is asked for once more. Raises ModelError.
        """
        messages = _messages(question, history, evidence, plain=not self._structured)
        deadline, any_came = time.monotonic() + self.settings.timeout_s, False
        try:
            for proposal in self._read(messages, reply, deadline):
                any_came = True
                yield proposal
        except ModelError as error:
            if any_came or not error.retryable:
                raise
            logger.info("asking the model once more: %s", error)
            yield from self._read([*messages, *_repair(str(error))], reply, deadline)

    def _read(self, messages: list[BaseMessage], reply: Reply, deadline: float) -> Iterator[Proposal]:
        parts: list[str] = []
        size = taken = 0
        for piece in self._pieces(messages, reply, deadline):
            parts.append(piece)
            size += len(piece)
            if size > MOST_CHARACTERS:
                raise ModelError(
                    f"the model's reply is longer than {MOST_CHARACTERS:,} characters", "Lower BRIEFINGS_MAX_TOKENS or name another model."
                )
            if time.monotonic() > deadline:
                raise _too_slow(self.settings)
            if "}" in piece:
                claims = complete_claims("".join(parts))
                yield from claims[taken:]
                taken = max(taken, len(claims))
        text = "".join(parts)
        reply.verdict = str(_load(text).get("verdict", ""))
        yield from complete_claims(text)[taken:]

    def _pieces(self, messages: list[BaseMessage], reply: Reply, deadline: float) -> Iterator[str]:
        """The reply's text in pieces; asks again without the optional parts of the request when the endpoint refuses them."""
        import httpx2
        import openai

        try:
            if self._structured:
                try:
                    yield from self._patiently(messages, reply, deadline, structured=True)
                    return
                except openai.BadRequestError as error:
                    logger.info("the endpoint refused structured output, asking for plain JSON: %s", error)
                    self._structured = False
                    messages = _with_plain_json(messages)
            yield from self._patiently(messages, reply, deadline, structured=False)
        except openai.OpenAIError as error:
            raise _as_ours(error, self.settings) from error
        except httpx2.HTTPError as error:
            raise ModelError(f"{self.settings.model_host} broke off: {_first_line(error)}", "Ask again, or check the endpoint.") from error
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
            # What the client libraries raise on a reply that is no chat completion.
            logger.info("no chat completion", exc_info=True)
            raise ModelError(f"{self.settings.model_host} sent no chat completion", "Check OPENAI_BASE_URL; it often ends in /v1.") from error

    def _patiently(self, messages: list[BaseMessage], reply: Reply, deadline: float, *, structured: bool) -> Iterator[str]:
        """Asks a busy or failing endpoint again, as long as nothing of the reply has come and there is time."""
        import openai

        for attempt in range(RETRIES + 1):
            try:
                yield from self._stream(messages, reply, structured)
                return
            except (openai.RateLimitError, openai.InternalServerError) as error:
                pause = _pause(error.response.headers.get("retry-after", ""), attempt)
                if attempt == RETRIES or time.monotonic() + pause > deadline:
                    raise
                logger.info("the endpoint said %s, asking again in %.1f s", error.status_code, pause)
                time.sleep(pause)

    def _stream(self, messages: list[BaseMessage], reply: Reply, structured: bool) -> Iterator[str]:
        for chunk in self._model(structured).stream(messages):
            usage = getattr(chunk, "usage_metadata", None)
            if usage:
                reply.tokens_in, reply.tokens_out = usage["input_tokens"], usage["output_tokens"]
            if isinstance(chunk.content, str) and chunk.content:
                yield chunk.content

    def _model(self, structured: bool) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        settings = self.settings
        optional: dict[str, Any] = {}
        if structured:
            schema = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": prompts.reply_schema()}}
            optional = {"temperature": settings.temperature, "stream_usage": True, "extra_body": {"response_format": schema}}
        model: BaseChatModel = init_chat_model(
            settings.model,
            model_provider="openai",
            api_key=settings.api_key or "none",
            base_url=settings.base_url or None,
            timeout=settings.timeout_s,
            max_retries=0,
            max_tokens=settings.max_tokens,
            use_responses_api=False,
            **optional,
        )
        return model


def complete_claims(text: str) -> list[Proposal]:
    """The claims of a reply that may still be arriving: every object of its "claims" list that is complete so far.

    Text before the first brace (a code fence, a greeting) is looked past.
    """
    at = text.find('"claims"')
    at = text.find("[", at) + 1 if at >= 0 else 0
    decoder, found = json.JSONDecoder(), []
    while at:
        start = _skip(text, at)
        if start >= len(text) or text[start] == "]":
            break
        try:
            value, at = decoder.raw_decode(text, start)
        except ValueError:
            break
        if proposal := _proposal(value):
            found.append(proposal)
    return found[: prompts.MOST_CLAIMS]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _proposal(value: Any) -> Proposal | None:
    """A proposal of what may be anything: wrong kinds become statements, wrong ids stay and are rejected by the check."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    ids = value.get("sentences")
    return Proposal(_KINDS.get(str(value.get("kind")), "statement"), value["text"], tuple(str(id) for id in ids) if isinstance(ids, list) else ())


def _load(text: str) -> dict[str, Any]:
    start, stop = text.find("{"), text.rfind("}")
    try:
        value = json.loads(text[start : stop + 1]) if start >= 0 else None
    except ValueError:
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("claims"), list):
        what = "broke off or was not the JSON asked for" if text.strip() else "was empty"
        raise ModelError(f"the model's reply {what}", "Ask again, or name another model in BRIEFINGS_MODEL.", retryable=True)
    return value


def _messages(question: str, history: Sequence[Answer], evidence: Evidence, plain: bool) -> list[BaseMessage]:
    from langchain_core.prompts import ChatPromptTemplate

    turns = prompts.show(evidence)
    template = ChatPromptTemplate([("system", "{rules}"), ("human", prompts.SHOWN)])
    messages = template.format_messages(
        rules=prompts.RULES.format(most=prompts.MOST_CLAIMS),
        history=prompts.earlier(history),
        question=question,
        fence=prompts.fence(turns),
        turns=turns,
    )
    return _with_plain_json(messages) if plain else messages


def _with_plain_json(messages: list[BaseMessage]) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage

    return [*messages, HumanMessage(prompts.PLAIN_JSON)]


def _repair(reason: str) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage

    return [HumanMessage(prompts.REPAIR.format(reason=reason))]


def _pause(asked: str, attempt: int) -> float:
    """Seconds to wait: what the endpoint asks for, else half a second, one, two."""
    try:
        return max(0.0, float(asked))
    except ValueError:
        return 0.5 * 2.0**attempt


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

"""A question and its evidence to a model, and proposals back, each as soon as it is complete.

What comes back is untrusted and goes to `rag/checking/check.py`; how the endpoint is spoken to lies in `rag/drafting/endpoint.py`.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rag.config import Settings
from rag.drafting import prompts
from rag.drafting.draft import Evidence, Proposal
from rag.drafting.endpoint import Endpoint
from rag.errors import ModelError
from rag.types import Answer, ClaimKind, Usage

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

logger = logging.getLogger(__name__)

_KINDS: dict[str, ClaimKind] = {"refusal": "refusal", "question": "question"}


@dataclass(slots=True)
class Reply:
    """What one drafting learned besides its proposals: the model's own verdict, what was used, whether it was asked to mend its reply.

    All its requests share the time from `started` (seconds of time.monotonic()) on.
    """

    verdict: str = ""
    used: list[Usage] = field(default_factory=list)
    repaired: bool = False
    started: float = field(default_factory=time.monotonic)


class Drafter:
    """Drafts answers with the model of the settings; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._endpoint = Endpoint(settings, prompts.reply_schema())

    def draft(self, question: str, history: Sequence[Answer], evidence: Evidence, reply: Reply, objections: Sequence[str] = ()) -> Iterator[Proposal]:
        """Proposals in the order of the model, each as soon as it is complete; fills `reply` on the way.

        `objections`: why all that it proposed before was rejected. A reply that cannot be read is asked for once more. Raises ModelError.
        """
        messages = _messages(question, history, evidence)
        reply.repaired = reply.repaired or bool(objections)
        any_came = False
        try:
            for proposal in self._read(messages + _repair("; ".join(objections)), reply):
                any_came = True
                yield proposal
        except ModelError as error:
            if any_came or reply.repaired or not error.retryable:
                raise
            logger.info("asking the model once more: %s", error)
            reply.repaired = True
            yield from self._read(messages + _repair(str(error)), reply)

    def usage(self, reply: Reply) -> Usage | None:
        """What all requests of a drafting used, None where the endpoint reports nothing; its cost where the settings have a price."""
        if not reply.used:
            return None
        prompt, completion = sum(each.prompt for each in reply.used), sum(each.completion for each in reply.used)
        price = self.settings.price
        return Usage(prompt, completion, (prompt * price[0] + completion * price[1]) / 1_000_000 if price else None)

    def _read(self, messages: list[BaseMessage], reply: Reply) -> Iterator[Proposal]:
        parts: list[str] = []
        taken = 0
        for piece in self._endpoint.pieces(messages, reply.started + self.settings.timeout_s, reply.used):
            parts.append(piece)
            if "}" in piece:
                claims = complete_claims("".join(parts))
                yield from claims[taken:]
                taken = max(taken, len(claims))
        text = "".join(parts)
        reply.verdict = str(_load(text).get("verdict", ""))
        yield from complete_claims(text)[taken:]


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


def _messages(question: str, history: Sequence[Answer], evidence: Evidence) -> list[BaseMessage]:
    from langchain_core.prompts import ChatPromptTemplate

    turns = prompts.show(evidence)
    template = ChatPromptTemplate([("system", "{rules}"), ("human", prompts.SHOWN)])
    return template.format_messages(
        rules=prompts.RULES.format(most=prompts.MOST_CLAIMS) + prompts.SHAPE,
        history=prompts.earlier(history),
        question=question,
        fence=prompts.fence(turns),
        turns=turns,
    )


def _repair(reason: str) -> list[BaseMessage]:
    """The request to mend a reply, none without a reason."""
    from langchain_core.messages import HumanMessage

    return [HumanMessage(prompts.REPAIR.format(reason=reason))] if reason else []

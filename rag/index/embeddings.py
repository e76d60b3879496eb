"""Meaning as vectors: the static default, a sentence model run by onnxruntime, or a remote endpoint; all are LangChain Embeddings.

Knows texts, not briefings or stores. Vectors have length 1.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from rag.config import Settings
from rag.errors import BriefingsError, ConfigError, ModelError
from rag.types import Turn

Vectors = NDArray[np.float32]

TEXT_FORM = "turn"
"""What of a turn is embedded, remembered by each index. Its text alone: the speaker's name in it hurts static vectors and does not help MiniLM."""


def text_of(turn: Turn) -> str:
    """The text of a turn that is embedded."""
    return turn.text


class Embedding(Protocol):
    """What the index and the retriever need: a name as in the setting, a dimension, and vectors of length 1, one a row."""

    name: str
    ordered: bool
    """Whether the order of words counts; where it does not, a question may be embedded word by word."""

    @property
    def dimension(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...

    def embed_query(self, text: str) -> list[float]: ...


def load(settings: Settings) -> Embedding:
    """The embedding that the setting names. Raises ConfigError for one that is not known or whose files are missing."""
    kind, _, rest = settings.embedding.partition(":")
    if kind == "static" and not rest:
        return StaticEmbedding()
    if kind == "onnx" and rest:
        return OnnxEmbedding(rest)
    if kind == "openai":
        return RemoteEmbedding(settings, rest or "text-embedding-3-small")
    raise ConfigError(f"BRIEFINGS_EMBEDDING is {settings.embedding!r}", "Set it to static, onnx:FOLDER or openai[:MODEL].")


def name_of(settings: Settings) -> str:
    """The name that `load(settings)` will have, without loading anything."""
    return "openai:text-embedding-3-small" if settings.embedding == "openai" else settings.embedding


class _Local(Embeddings):
    """LangChain's two methods on top of `embed`."""

    ordered = True

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return self.embed(texts).tolist() if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return [float(number) for number in self.embed([text])[0]]


class StaticEmbedding(_Local):
    """The mean of wordllama's token vectors, read straight from the files of its package: no network, 16,000 turns a second."""

    name = "static"
    dimension = 256
    ordered = False

    def __init__(self) -> None:
        from safetensors.numpy import load_file

        package = _package("wordllama")
        table = load_file(package / "weights" / "l2_supercat_256.safetensors")
        self._table = next(iter(table.values())).astype(np.float32)
        self._tokenizer = _tokenizer(package / "tokenizers" / "l2_supercat_tokenizer_config.json")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text; a text without a token gets the zero vector."""
        encoded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        rows = np.zeros((len(encoded), self.dimension), dtype=np.float32)
        for row, encoding in zip(rows, encoded, strict=True):
            if encoding.ids:
                row[:] = self._table[encoding.ids].mean(axis=0)
        return _normalised(rows)

    def whole_words(self) -> tuple[tuple[str, ...], Vectors]:
        """The words of three letters or more that are one token, in lower case, and a vector of length 1 for each."""
        found: dict[str, int] = {}
        for token, row in sorted(self._tokenizer.get_vocab().items(), key=lambda each: (not each[0].islower(), each[1])):
            word = token.removeprefix(_WORD_BEGINS).lower()
            if token.startswith(_WORD_BEGINS) and len(word) > 2 and word.isascii() and word.isalpha():
                found.setdefault(word, row)
        return tuple(found), _normalised(self._table[list(found.values())])


# How the tokenizer marks the token that a word begins with.
_WORD_BEGINS = "\u2581"


# The first 128 tokens are as good as 256 (QMSum train .445 against .454 alone, equal once fused) at twice the speed on long turns.
_TOKENS = 128
# Tokens of one batch, padding included: 4,096 are a third slower than 512 and need 620 MB.
_BATCH = 512


class OnnxEmbedding(_Local):
    """A sentence model exported as `model.onnx` beside its `tokenizer.json`: mean of the token states."""

    def __init__(self, place: str) -> None:
        folder = Path(place).expanduser()
        if not (folder / "model.onnx").is_file() or not (folder / "tokenizer.json").is_file():
            raise ConfigError(f"{folder} holds no model.onnx and tokenizer.json", "Point BRIEFINGS_EMBEDDING=onnx:FOLDER at a folder that has both.")
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self.name = f"onnx:{place}"
        self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._tokenizer = _tokenizer(folder / "tokenizer.json", _TOKENS)
        self.dimension = int(self._run([self._tokenizer.encode("a")]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, of its first 128 tokens. Texts of like length run together, so that little is padding."""
        encoded = self._tokenizer.encode_batch(list(texts))
        rows = np.zeros((len(encoded), self.dimension), dtype=np.float32)
        order = sorted(range(len(encoded)), key=lambda at: len(encoded[at].ids))
        while order:
            count = max(1, _BATCH // max(1, len(encoded[order[-1]].ids)))
            batch, order = order[-count:], order[:-count]
            rows[batch] = self._run([encoded[at] for at in batch])
        return _normalised(rows)

    def _run(self, encoded: Sequence[Any]) -> Vectors:
        length = max(1, *(len(encoding.ids) for encoding in encoded), 1)
        ids, mask = np.zeros((2, len(encoded), length), dtype=np.int64)
        for row, encoding in enumerate(encoded):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = np.asarray(self._session.run(None, {name: given[name] for name in self._inputs})[0], dtype=np.float32)
        if states.ndim == 2:
            return states
        weights = mask[:, :, None].astype(np.float32)
        pooled: Vectors = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
        return pooled


class RemoteEmbedding(_Local):
    """Vectors from an OpenAI-compatible endpoint; texts go to that host."""

    def __init__(self, settings: Settings, model: str) -> None:
        if not settings.api_key and not settings.base_url:
            raise ConfigError("openai embeddings need a key or an endpoint", "Set OPENAI_API_KEY or OPENAI_BASE_URL, or BRIEFINGS_EMBEDDING=static.")
        from langchain.embeddings import init_embeddings

        self.name = f"openai:{model}"
        self._model: Any = init_embeddings(
            f"openai:{model}",
            api_key=settings.api_key or "none",
            base_url=settings.base_url or None,
            timeout=settings.timeout_s,
            # Other servers than OpenAI's take text, not OpenAI's token numbers.
            check_embedding_ctx_length=not settings.base_url,
        )
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """As the endpoint gives it; asks once."""
        return self._dimension or self.embed(["dimension"]).shape[1]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text. Raises ModelError when the endpoint does not give vectors."""
        import openai

        try:
            rows = np.asarray(self._model.embed_documents([text or " " for text in texts]), dtype=np.float32)
        except openai.OpenAIError as error:
            raise ModelError(
                f"the embedding endpoint failed: {error}", "Check OPENAI_API_KEY and OPENAI_BASE_URL, or use BRIEFINGS_EMBEDDING=static."
            ) from error
        self._dimension = rows.shape[1]
        return _normalised(rows)


def _package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise BriefingsError(f"the package {name} is not installed", "Run make setup.")
    return Path(next(iter(spec.submodule_search_locations)))


def _tokenizer(path: Path, most: int | None = None) -> Any:
    """A tokenizer without padding that cuts after `most` tokens; a stored length limit and padding are taken off."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    if most is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(most)
    return tokenizer


def _normalised(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return scaled

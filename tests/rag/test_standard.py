"""LangChain's own standard tests: our embeddings and retriever behave as it expects of any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_tests.integration_tests import RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from rag.index.embeddings import StaticEmbedding
from rag.search.retrieve import TurnRetriever
from tests.rag.places import indexed

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


class TestStaticEmbedding(EmbeddingsUnitTests):
    @property
    def embeddings_class(self) -> type[StaticEmbedding]:
        return StaticEmbedding

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {}


@pytest.mark.anyio
class TestTurnRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _index(self, tmp_path_factory: pytest.TempPathFactory):
        with indexed(SAMPLES, tmp_path_factory.mktemp("data")) as retriever:
            self.made = retriever
            yield

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    @property
    def retriever_constructor(self):
        return lambda **changes: self.made.model_copy(update=changes)

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {}

    @property
    def retriever_query_example(self) -> str:
        return "What did the U.S. say about Buy American?"


def test_documents_say_who_and_where(tmp_path: Path):
    with indexed(SAMPLES, tmp_path) as retriever:
        found = retriever.invoke("What did the U.S. say about Buy American?")
    assert isinstance(retriever, TurnRetriever)
    assert isinstance(found[0], Document)
    assert "Buy American" in " ".join(document.page_content for document in found[:3])
    assert found[0].metadata["role"] == "official"

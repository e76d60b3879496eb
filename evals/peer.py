"""The common pipeline, run beside: chunks of 1,000 characters with 200 of overlap, embedded, nearest first; and with BM25 fused in.

A chunk of it stands for every turn whose words it holds, in the order of the chunk; that is generous to it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.questions import Case
from evals.retrieval import DEPTH, Collection, Search
from rag.text import tokens
from rag.types import Answer, Briefing, Hit

SIZE, OVERLAP = 1000, 200
FUSION = 60
"""The constant of reciprocal rank fusion that everybody uses."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a transcript, and the turns it holds the most of (the others only touch it)."""

    text: str
    briefing: Briefing
    turns: tuple[int, ...]


@dataclass(slots=True)
class Peer:
    """Chunks in a Chroma collection and in a plain BM25."""

    chunks: list[Chunk]
    collection: Collection
    store: object
    postings: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    lengths: list[int] = field(default_factory=list)

    def dense(self, case: Case) -> list[int]:
        """The nearest chunks, by number."""
        vector = self.collection.retriever.embedding.embed_query(case.text)
        where = {"source": case.within} if case.within else None
        found = self.store.query(query_embeddings=[vector], n_results=min(DEPTH, len(self.chunks)), where=where)  # type: ignore[attr-defined]
        return [int(id) for id in found["ids"][0]]

    def words(self, case: Case) -> list[int]:
        """The best chunks by BM25 (k1 1.5, b .75), by number."""
        scores: Counter[int] = Counter()
        average = sum(self.lengths) / len(self.lengths)
        for word in set(tokens(case.text)):
            places = self.postings.get(word, [])
            rarity = math.log(1 + (len(self.chunks) - len(places) + 0.5) / (len(places) + 0.5))
            for number, count in places:
                if not case.within or Path(self.chunks[number].briefing.source).name == case.within:
                    scores[number] += rarity * count * 2.5 / (count + 1.5 * (0.25 + 0.75 * self.lengths[number] / average))  # type: ignore[assignment]
        return [number for number, _ in scores.most_common(DEPTH)]


def build_peer(collection: Collection) -> Peer:
    """Cuts, embeds and stores every briefing of a collection the common way."""
    import chromadb
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    chunks = [chunk for briefing in collection.sources.values() for chunk in _cut(briefing, splitter)]
    client = chromadb.EphemeralClient()
    for old in client.list_collections():
        client.delete_collection(old.name)
    store = client.create_collection("peer", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    vectors = collection.retriever.embedding.embed([chunk.text for chunk in chunks])
    for start in range(0, len(chunks), 4000):
        part = range(start, min(start + 4000, len(chunks)))
        sources = [{"source": Path(chunks[at].briefing.source).name} for at in part]
        store.add(ids=[str(at) for at in part], embeddings=vectors[part.start : part.stop], metadatas=sources)  # type: ignore[arg-type]
    peer = Peer(chunks, collection, store)
    for number, chunk in enumerate(chunks):
        counts = Counter(tokens(chunk.text))
        peer.lengths.append(sum(counts.values()))
        for word, count in counts.items():
            peer.postings[word].append((number, count))
    return peer


def _cut(briefing: Briefing, splitter: object) -> list[Chunk]:
    text, spans = "", []
    for turn in briefing.turns:
        start = len(text)
        text += f"{turn.label}: {turn.text}\n\n"
        spans.append((start, len(text), turn.index))
    documents = splitter.create_documents([text])  # type: ignore[attr-defined]
    chunks = []
    for document in documents:
        first = document.metadata["start_index"]
        stop = first + len(document.page_content)
        inside = [
            turn
            for start, end, turn in spans
            if min(stop, end) - max(first, start) > (end - start) / 2 or min(stop, end) - max(first, start) > SIZE / 2
        ]
        chunks.append(Chunk(document.page_content, briefing, tuple(inside)))
    return chunks


def peer_search(peer: Peer, *, fused: bool) -> Search:
    """Search of the common pipeline, its chunks turned into the turns they hold."""

    def run(case: Case, history: tuple[Answer, ...]) -> tuple[Hit, ...]:
        ranked = _fuse([peer.dense(case), peer.words(case)]) if fused else peer.dense(case)
        hits: dict[tuple[str, int], Hit] = {}
        for place, number in enumerate(ranked):
            chunk = peer.chunks[number]
            for turn in chunk.turns:
                hits.setdefault((chunk.briefing.id, turn), Hit(chunk.briefing, chunk.briefing.turns[turn], 1 / (place + 1)))
        return tuple(hits.values())[:DEPTH]

    return run


def _fuse(lists: Sequence[Sequence[int]]) -> list[int]:
    scores: defaultdict[int, float] = defaultdict(float)
    for ranked in lists:
        for place, number in enumerate(ranked):
            scores[number] += 1 / (FUSION + place)
    return sorted(scores, key=lambda number: -scores[number])

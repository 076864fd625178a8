"""Runs in Haystack's own environment: reads passages and messages from standard input, writes what it found.

In:  {"texts", "topics", "vectors", "asked"}; the vectors are of our sentence model, so that no second one is needed.
Out: for each message, [topic, score] pairs, the best passage first.
"""

import json
import sys

from haystack import Document, Pipeline  # type: ignore[import-not-found]
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever  # type: ignore[import-not-found]
from haystack.document_stores.in_memory import InMemoryDocumentStore  # type: ignore[import-not-found]

given = json.load(sys.stdin)
rows = zip(given["texts"], given["topics"], given["vectors"], strict=True)
store = InMemoryDocumentStore(embedding_similarity_function="cosine")
store.write_documents(
    [
        Document(id=str(number), content=text, meta={"topic": topic}, embedding=vector)
        for number, (text, topic, vector) in enumerate(rows)
    ]
)
pipeline = Pipeline()
pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=50))
found = []
for vector in given["asked"]:
    documents = pipeline.run({"retriever": {"query_embedding": vector}})["retriever"]["documents"]
    found.append([[document.meta["topic"], document.score] for document in documents])
json.dump(found, sys.stdout)

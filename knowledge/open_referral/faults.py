"""What can go wrong with a feed."""

from __future__ import annotations

from knowledge.faults import KnowledgeError


class FeedUnreadable(KnowledgeError):
    """The feed, or a page of it, could not be read. What was read is kept; the import can continue from there."""


class NotThere(KnowledgeError):
    """The feed has nothing at this address."""


class ServiceUnusable(KnowledgeError):
    """One service of the feed lacks what a record needs. The others are not touched by it."""


class ImportUnderWay(KnowledgeError):
    """Another import is running."""

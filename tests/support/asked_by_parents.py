"""Questions as parents ask them, with the pages of Rutland's content that answer each."""

from __future__ import annotations

ASKED_BY_PARENTS = (
    ("can my son get short breaks", {"short-breaks"}),
    ("the council said no to an assessment what now", {"ehc-refusals"}),
    ("hes too ill to go to school", {"medical-needs"}),
    ("who is SENDIASS", {"sendiass"}),
    ("whats a CIN assessment", {"child-in-need-assessment", "child-in-need-definition"}),
)

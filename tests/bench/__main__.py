"""`make bench`: how right, how fast and how costly the assistant is, against systems that do the same."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from knowledge.evaluation import messages as labelled
from tests.bench.peers.environments import PeerNotInstalled
from tests.bench.runs import smoke, spread, whole

SMOKE_MESSAGES = 12


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--file", type=Path, default=labelled.OWN, help="labelled questions, as `make evaluate` takes")
    parser.add_argument("--json", action="store_true", help="print for programs")
    parser.add_argument("--limit", type=int, help="ask only so many questions, taken evenly from the file")
    parser.add_argument("--smoke", action="store_true", help="a few questions, and no peer that must be installed")
    options = parser.parse_args()
    messages = labelled.read(options.file)
    try:
        if options.smoke:
            results = smoke(spread(messages, SMOKE_MESSAGES))
        else:
            results = whole(spread(messages, options.limit or len(messages)))
    except PeerNotInstalled as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(results.to_json(), indent=2) if options.json else results.to_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())

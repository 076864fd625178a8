"""`python -m knowledge`: check, build, watch and search from the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from knowledge.faults import ContentInvalid, IndexNotBuilt
from knowledge.settings import Paths, SearchSettings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 where something is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ContentInvalid as error:
        print(error, file=sys.stderr)
    except IndexNotBuilt as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    paths = Paths.from_environment()
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("--content", type=Path, default=paths.content, help="content folder")
    parser.add_argument("--index", type=Path, default=paths.index, help="index folder")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="list everything that is wrong with the content")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="build the index and swap it in")
    build.add_argument("--afresh", action="store_true", help="embed every text again")
    build.set_defaults(run=_build)
    watch = commands.add_parser("watch", help="keep what is live the same as the content folder, until stopped")
    watch.set_defaults(run=_watch)
    search = commands.add_parser("search", help="ask a question and see why it was answered or not")
    search.add_argument("question")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=_search)
    return parser


def _check(options: argparse.Namespace) -> int:
    from knowledge.check import check

    report = check(options.content, date.today())
    if options.json:
        listed = {"faults": [asdict(f) for f in report.faults], "care": [asdict(f) for f in report.care]}
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return bool(report.faults)
    for fault in report.faults:
        print(fault)
    if report.care:
        print(f"\nTo look after ({len(report.care)}), which stops nothing:")
        for fault in report.care:
            print(f"  {fault}")
    print(f"\n{len(report.faults)} fault(s)." if report.faults else "\nThe content is in order.")
    return bool(report.faults)


def _build(options: argparse.Namespace) -> int:
    import shutil

    from knowledge import check, index
    from knowledge.encoder import SentenceEncoder

    if options.afresh:
        check.load_checked(options.content, date.today())
        shutil.rmtree(options.index, ignore_errors=True)
    encoder = SentenceEncoder(threads=os.cpu_count() or 1)
    built = index.build(options.content, options.index, encoder, SearchSettings(), date.today(), say=print)
    print(f"Version {built.version} is in use: {built.total} texts, {built.embedded} embedded anew.")
    return 0


def _watch(options: argparse.Namespace) -> int:
    import logging

    from knowledge import index
    from knowledge.encoder import SentenceEncoder
    from knowledge.watcher import Watcher

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    encoder, settings = SentenceEncoder(), SearchSettings()
    Watcher(
        options.content,
        options.index,
        lambda: index.build(options.content, options.index, encoder, settings, date.today()),
    ).run()
    return 0


def _search(options: argparse.Namespace) -> int:
    from knowledge import index
    from knowledge.encoder import SentenceEncoder
    from knowledge.search import Search

    settings = SearchSettings()
    search = Search(index.load(options.index, settings), settings)
    vector = SentenceEncoder().encode([search.spell_out(options.question)])[0]
    results = search.search(options.question, vector)
    if options.json:
        print(json.dumps(results.to_json(), indent=2, ensure_ascii=False))
        return 0
    print(f"{results.verdict.value}: {results.reason}\n")
    for hit in results.hits:
        print(f"{hit.confidence:6.3f}  {hit.entry:32} {hit.section:18} {hit.similarity:5.2f}  {hit.matched[:70]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

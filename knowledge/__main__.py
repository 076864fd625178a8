"""`python -m knowledge`: check, build, watch, search and import from the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from knowledge.faults import KnowledgeError
from knowledge.settings import Paths, SearchSettings


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 where something is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KnowledgeError as error:
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
    _add_import(commands.add_parser("import", help="bring services of another directory into ours"))
    _add_coverage(commands.add_parser("coverage", help="ask a list of questions and see how well it is covered"))
    return parser


def _add_import(parser: argparse.ArgumentParser) -> None:
    standards = parser.add_subparsers(required=True, metavar="standard")
    referral = standards.add_parser("open-referral", help="a feed in Open Referral UK, version 1 or 3")
    where = referral.add_mutually_exclusive_group(required=True)
    where.add_argument("--url", help="address of the feed or of its /services; filters after the ? are kept")
    where.add_argument("--file", type=Path, help="a feed that was saved as JSON")
    referral.add_argument("--title", help="what the feed is called in the sources of a service")
    referral.add_argument("--afresh", action="store_true", help="begin at the first page, whatever was read before")
    referral.add_argument("--json", action="store_true", help="the report as JSON")
    referral.set_defaults(run=_import)


def _add_coverage(coverage: argparse.ArgumentParser) -> None:
    address = f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
    coverage.add_argument("file", nargs="?", type=Path, help="CSV, an Excel workbook (.xlsx), or one question a line")
    coverage.add_argument("--set", metavar="NAME", help="ask a list that was saved, instead of a file")
    coverage.add_argument("--run", metavar="ID", type=int, dest="run_id", help="go on with a run of the staff pages")
    coverage.add_argument("--save", metavar="NAME", help="save the list under a name, to ask it again")
    coverage.add_argument("--html", type=Path, help="write the report as a page in one file")
    coverage.add_argument("--csv", type=Path, help="write the results as a table")
    coverage.add_argument("--json", action="store_true", help="print everything as JSON")
    coverage.add_argument("--afresh", action="store_true", help="ask all, though a run was stopped half way")
    coverage.add_argument("--address", default=address, help="of the running assistant")
    coverage.add_argument("--at-once", type=int, default=4, help="so many questions are asked at the same time")
    coverage.set_defaults(run=_coverage)


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
    folders = ("--content", str(options.content), "--index", str(options.index))
    Watcher(
        options.content,
        options.index,
        lambda: index.update(options.content, options.index, encoder, settings, date.today()),
        learn=(sys.executable, "-m", "knowledge", *folders, "build"),
        train=(sys.executable, "-m", "bot.retraining"),
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


def _import(options: argparse.Namespace) -> int:
    from knowledge.open_referral.client import Client
    from knowledge.open_referral.feed import FileFeed, WebFeed
    from knowledge.open_referral.importing import Progress, import_feed, work_folder_of

    def say(done: Progress) -> None:
        pages = f" of {done.pages}" if done.pages else ""
        services = f" of {done.services}" if done.services else ""
        print(f"Page {done.page}{pages}: {done.read}{services} services read.", file=sys.stderr)

    feed = WebFeed(options.url, Client(), options.title) if options.url else FileFeed(options.file, options.title)
    work = work_folder_of(options.index)
    report = import_feed(feed, options.content, work, date.today(), say, options.afresh)
    print(json.dumps(report.to_json(), indent=2, ensure_ascii=False) if options.json else report)
    if report.stopped and not options.json:
        print("\nRun the same command again to go on from there.")
    return not report.complete


def _coverage(options: argparse.Namespace) -> int:
    from knowledge.coverage.command import run_command

    return run_command(options)


if __name__ == "__main__":
    sys.exit(main())

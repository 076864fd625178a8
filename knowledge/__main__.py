"""`python -m knowledge`: check, build, watch, search and import from the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge import london
from knowledge.faults import Fault, KnowledgeError
from knowledge.settings import Paths, SearchSettings
from knowledge.settings_file import into_environment


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 where something is wrong."""
    into_environment()
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
    check.add_argument("--england", action="store_true", help="also list what needs attention in the national layer")
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
    law = commands.add_parser("law", help="list the provisions of law, or the pages that cite one")
    law.add_argument("provision", nargs="?", help="its id in england/law.yml")
    law.set_defaults(run=_law)
    layers = commands.add_parser("layers", help="count the pages and words that are national, and the council's own")
    layers.set_defaults(run=_layers)
    compare = commands.add_parser("compare", help="show national words that changed below the council's own on a page")
    compare.add_argument("page", help="its id, such as ehc-timescales")
    compare.add_argument("--keep", action="store_true", help="note that the council's words are still right")
    compare.set_defaults(run=_compare)
    danger = commands.add_parser("danger", help="see what is noticed in a message, and why")
    danger.add_argument("message")
    danger.set_defaults(run=_danger)
    _add_import(commands.add_parser("import", help="bring services of another directory into ours"))
    signing = commands.add_parser("signoff", help="agree, as two people, on what the danger cards show")
    signing.add_argument("--by", required=True, help="who compared the numbers with their source")
    signing.add_argument("--second", required=True, help="the second person, who compared them too")
    signing.add_argument("--england", action="store_true", help="for the national layer, which is part of the program")
    signing.set_defaults(run=_sign_off)
    new = commands.add_parser("new-council", help="write the content folder of another council, from a dozen facts")
    new.add_argument("folder", type=Path, help="new, or empty")
    new.add_argument("--facts", type=Path, help="a YAML file with the facts, instead of being asked for them")
    new.set_defaults(run=_new_council)
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


def _check(options: argparse.Namespace) -> int:
    from knowledge.files.check import check

    report = check(options.content, london.today())
    if options.json:
        kinds = {"faults": report.faults, "care": report.care, "missing": report.missing}
        listed = {kind: [asdict(fault) for fault in faults] for kind, faults in kinds.items()}
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return bool(report.faults)
    danger_is_noticed = bool(report.faults) or _danger_is_noticed(options)
    for fault in report.faults:
        print(fault)
    if report.national:
        print(f"\nNot in your council.yml, so the national words are used: {', '.join(report.national)}.")
    if report.missing:
        print(f"\nParents cannot be told about these services ({len(report.missing)}), most asked for first.")
        print("Add a service of that name, such as services/school-transport-team.yml. If it is there under another")
        print("name, write the two names under roles in council.yml.")
        for fault in report.missing:
            print(f"  {fault.problem}")
    _print_care(report.care, options.england)
    print(f"\n{len(report.faults)} fault(s)." if report.faults else "\nThe content is in order.")
    return bool(report.faults) or not danger_is_noticed


def _print_care(care: Sequence[Fault], england: bool) -> None:
    """What needs attention. A council cannot change the national layer, so its items are only counted."""
    from knowledge.files.layers import Layer, layer_of

    national = [fault for fault in care if layer_of(fault.file) is Layer.ENGLAND]
    shown = list(care) if england else [fault for fault in care if fault not in national]
    if shown:
        print(f"\nTo deal with ({len(shown)}), though it stops nothing:")
        for fault in shown:
            print(f"  {fault}")
    if len(shown) < len(care):
        print(f"\n{len(national)} more are for whoever keeps the national layer: python -m knowledge check --england")


def _danger_is_noticed(options: argparse.Namespace) -> bool:
    """Print what was measured about danger; False if it falls short of a floor."""
    from knowledge.danger.measuring import DangerFloors
    from knowledge.encoder.sentence_encoder import SentenceEncoder
    from knowledge.faults import IndexNotBuilt
    from knowledge.versions.danger_check import measure_danger

    try:
        encoder = SentenceEncoder(threads=os.cpu_count() or 1)
        found = measure_danger(options.content, options.index, encoder)
    except IndexNotBuilt as error:
        print(f"How well danger is noticed was not measured. {error}")
        return True
    print("How well danger is noticed:", *found.shares(), sep="\n  ")
    short = list(found.short_of(DangerFloors()))
    for share in short:
        print(f"\n{share.name} falls short. Add examples to danger/, or take out what misleads. Judged wrongly:")
        print(*(f"  {text}" for text in share.wrong), sep="\n")
    return not short


def _sign_off(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from knowledge.files import atomic, emergency, loading
    from knowledge.files.layers import Layer, Layers

    if options.by.strip().casefold() == options.second.strip().casefold():
        print("Two different people must agree. Give the name of the second one: --second", file=sys.stderr)
        return 1
    content = loading.load(options.content)
    for problem in emergency.faults_of(content):
        print(problem)
    layer = Layer.ENGLAND if options.england else Layer.COUNCIL
    folder = Layers.of(options.content).folders[0] if options.england else options.content
    old = {contact.id for contact in emergency.unsigned(content) if contact.layer is layer}
    others = tuple(contact for contact in content.emergency if contact.id not in old)
    text = emergency.written(
        replace(content, emergency=others), f"{options.by.strip()} and {options.second.strip()}", layer
    )
    atomic.write(folder / emergency.FILE, text.encode(), 0o644)
    print(f"{folder / emergency.FILE} now says what the danger cards show. Run: python -m knowledge check")
    return 0


def _build(options: argparse.Namespace) -> int:
    import shutil

    from knowledge.encoder.sentence_encoder import SentenceEncoder
    from knowledge.files import check
    from knowledge.versions import building

    if options.afresh:
        check.load_checked(options.content, london.today())
        shutil.rmtree(options.index, ignore_errors=True)
    encoder = SentenceEncoder(threads=os.cpu_count() or 1)
    built = building.build(options.content, options.index, encoder, SearchSettings(), london.today(), say=print)
    print(f"Version {built.version} is in use: {built.total} texts, {built.embedded} newly embedded.")
    return 0


def _watch(options: argparse.Namespace) -> int:
    import logging

    from knowledge.encoder.sentence_encoder import SentenceEncoder
    from knowledge.versions import building
    from knowledge.versions.watcher import Watcher

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    encoder, settings = SentenceEncoder(), SearchSettings()
    folders = ("--content", str(options.content), "--index", str(options.index))
    Watcher(
        options.content,
        options.index,
        lambda: building.update(options.content, options.index, encoder, settings, london.today()),
        learn=(sys.executable, "-m", "knowledge", *folders, "build"),
        train=(sys.executable, "-m", "bot.retraining"),
    ).run()
    return 0


def _search(options: argparse.Namespace) -> int:
    from knowledge.encoder.sentence_encoder import SentenceEncoder
    from knowledge.search import index
    from knowledge.search.search import Search

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
    print("\nEvery reading that is not too improbable:")
    for reading in results.readings:
        print(f"{reading.probability:6.3f}  {reading.label}")
    return 0


def _law(options: argparse.Namespace) -> int:
    from knowledge.files import law, loading

    content = loading.load(options.content)
    if options.provision is None:
        for provision in content.provisions.values():
            print(f"{provision.id:32} {len(law.cited_by(content, provision.id)):3} page(s)  {provision.title}")
        return 0
    if options.provision not in content.provisions:
        print(f'"{options.provision}" is not in {law.LAW}. Run without an id to see all.', file=sys.stderr)
        return 1
    for entry in law.cited_by(content, options.provision):
        print(f"topics/{entry}.md")
    return 0


def _layers(options: argparse.Namespace) -> int:
    from knowledge.files import loading, shares
    from knowledge.files.layers import Layer

    found = shares.shares_of(loading.load(options.content))
    for layer, name in ((Layer.ENGLAND, "national"), (Layer.COUNCIL, "the council's own")):
        share = found[layer]
        print(
            f"{name:18} {share.words:6} words ({share.percent:2}%) on {share.pages} pages, {share.whole} of them whole"
        )
    return 0


def _compare(options: argparse.Namespace) -> int:
    from knowledge.editing import comparing
    from knowledge.files import loading

    content = loading.load(options.content)
    pairs = comparing.overtaken(content, options.content, options.page)
    if not pairs:
        print(f"No national words have changed below the council's own on {options.page}.")
        return 0
    for pair in pairs:
        print(f"{pair.heading}\n\nNational, as it is now:\n{pair.national}\n\nThe council's own, said in its place:")
        print(f"{pair.own}\n")
    if options.keep:
        print(f"Noted in {comparing.keep(content, options.content, options.page)}.")
    else:
        print(f"If your words are still right: python -m knowledge compare {options.page} --keep. If not, change them.")
    return 0


def _danger(options: argparse.Namespace) -> int:
    from knowledge.danger.explaining import explained
    from knowledge.danger.watch import DangerWatch
    from knowledge.encoder.sentence_encoder import SentenceEncoder
    from knowledge.search import index

    detector = index.load(options.index, SearchSettings()).danger
    looked = DangerWatch(SentenceEncoder(), lambda: detector).look(options.message)
    print("It has no words." if looked is None else explained(looked.notice, detector))
    return 0


def _import(options: argparse.Namespace) -> int:
    from knowledge.open_referral.client import Client
    from knowledge.open_referral.feed import FileFeed, WebFeed
    from knowledge.open_referral.importing import Progress, forget_progress, import_feed, work_folder_of

    def say(done: Progress) -> None:
        pages = f" of {done.pages}" if done.pages else ""
        services = f" of {done.services}" if done.services else ""
        print(f"Page {done.page}{pages}: {done.read}{services} services read.", file=sys.stderr)

    feed = WebFeed(options.url, Client(), options.title) if options.url else FileFeed(options.file, options.title)
    work = work_folder_of(options.index)
    if options.afresh:
        forget_progress(feed, work)
    report = import_feed(feed, options.content, work, london.today(), say)
    print(json.dumps(report.to_json(), indent=2, ensure_ascii=False) if options.json else report)
    if report.stopped and not options.json:
        print("\nRun the same command again to go on from there.")
    return not report.complete


def _new_council(options: argparse.Namespace) -> int:
    import shlex

    from knowledge.files import council_facts, new_council

    new_council.look_at(options.folder)
    facts = council_facts.facts_of(options.facts) if options.facts else council_facts.asked(input)
    for file in new_council.write(options.folder, facts, london.today()):
        print(f"Written: {options.folder / file}")
    for doubt in council_facts.doubts(facts):
        print(f"Look again: {doubt}")
    print("Let the program know where the folder is, and see what is missing:")
    print(f"  export ASSISTANT_CONTENT={shlex.quote(str(options.folder.resolve()))}\n  python -m knowledge check")
    print("Have two people compare the numbers of the danger cards with their source. Then record it:")
    print('  python -m knowledge signoff --by "First name" --second "Second name"')
    return 0


if __name__ == "__main__":
    sys.exit(main())

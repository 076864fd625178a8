"""Joins the widget's modules into the files that a page loads, with their version and integrity hashes.

The first, small, shows the launcher; the second is fetched when the chat is first opened. The first holds the hash of
the second, so the one hash in a page's script tag covers both. A third, for pages that cannot name a module, loads the
first and holds its hash. There is nothing to install for it and nothing to run: the gateway does this when it starts.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODULES = Path(__file__).parent / "javascript"
ENTRY = "local-offer-chat.js"
PANEL = "panel.js"
LOADER = "loader.js"
PLACE_OF_HASH = "{integrity of panel.js}"
PLACE_OF_FIRST_HASH = "{integrity of local-offer-chat.js}"

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w.-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|function|class) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class NotAModule(Exception):
    """A file of the widget that cannot be joined; the message names it and says why."""


@dataclass(frozen=True)
class Widget:
    """The widget as it is served.

    Attributes:
        version: changes whenever a file does.
        integrity: what a page writes in its script tag, so that the browser runs these files and no others.
        files: the scripts by name.
    """

    version: str
    integrity: str
    files: Mapping[str, bytes]

    @property
    def loader_integrity(self) -> str:
        """Like `integrity`, for the tag of the loader."""
        return integrity(self.files[LOADER])

    @property
    def kilobytes(self) -> dict[str, float]:
        """The zipped size of each file, as it is sent."""
        return {name: len(zipped(script)) / 1000 for name, script in self.files.items()}


def build(folder: Path = MODULES) -> Widget:
    """Join the modules of a folder.

    Raises:
        NotAModule: a module is not there, or imports itself indirectly.
    """
    entry = _reach(folder, ENTRY, {}, ())
    rest = {name: text for name, text in _reach(folder, PANEL, {}, ()).items() if name not in entry}
    panel = _imports(rest, entry) + _joined(rest)
    first = _joined(entry).replace(PLACE_OF_HASH, integrity(panel.encode()))
    hashed = integrity(first.encode())
    loader = _bare(_reach(folder, LOADER, {}, ())[LOADER]).replace(PLACE_OF_FIRST_HASH, hashed)
    files = {ENTRY: first.encode(), PANEL: panel.encode(), LOADER: loader.encode()}
    version = hashlib.sha256(files[ENTRY] + files[LOADER]).hexdigest()[:12]
    return Widget(version, hashed, files)


def integrity(script: bytes) -> str:
    """The hash by which browsers know a file."""
    return "sha384-" + base64.b64encode(hashlib.sha384(script).digest()).decode()


def zipped(script: bytes) -> bytes:
    """A script as it is sent."""
    return gzip.compress(script, 9, mtime=0)


def _reach(folder: Path, name: str, found: dict[str, str], importers: tuple[str, ...]) -> dict[str, str]:
    """The texts of a module and of all that it imports, each after those that it imports itself."""
    if name in importers:
        raise NotAModule(f"{name} imports itself, by way of {', '.join(importers)}. Move what both need to a third.")
    if name not in found:
        try:
            text = (folder / name).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise NotAModule(f"{folder / name} is not there; needed by {', '.join(importers) or 'a page'}.") from error
        for _, imported in _IMPORT.findall(text):
            _reach(folder, imported, found, (*importers, name))
        found[name] = _as_module(name, text)
    return found


def _imports(texts: Mapping[str, str], entry: Mapping[str, str]) -> str:
    """The line by which the second file gets what it needs from the first."""
    found = {
        name
        for text in texts.values()
        for names, module in _IMPORT.findall(text)
        if module in entry
        for name in re.findall(r"\w+", names)
    }
    return f'import {{ {", ".join(sorted(found))} }} from "./{ENTRY}";\n'


def _joined(texts: Mapping[str, str]) -> str:
    exported = sorted(name for text in texts.values() for name in _EXPORT.findall(text))
    return "".join(map(_bare, texts.values())) + f"export {{ {', '.join(exported)} }};\n"


def _bare(text: str) -> str:
    """A module without imports, exports, indents, and comments on lines of their own."""
    text = _COMMENT.sub("", _IMPORT.sub("", text))
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line.removeprefix("export ") for line in lines if line) + "\n"


def _as_module(name: str, text: str) -> str:
    if name.endswith(".css"):
        return _style(name, text)
    return _data(text) if name.endswith(".json") else text


def _data(text: str) -> str:
    """A file of JSON as a module, which exports each value of its object by name."""
    values = json.loads(text).items()
    return "".join(f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n" for name, value in values)


def _style(name: str, text: str) -> str:
    """A style sheet as a module: panel.css exports panelCss."""
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", " ".join(_CSS_COMMENT.sub("", text).split())).replace(": ", ":")
    return f"export const {name.removesuffix('.css')}Css = {json.dumps(tight, ensure_ascii=False)};\n"

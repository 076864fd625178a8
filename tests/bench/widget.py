"""`python -m tests.bench.widget`: how large the widget is, and how soon it is ready on a slow phone.

The lab: Debian's Chromium, 1.6 Mbit/s, 150 ms to the server, the processor slowed four times, 375 pixels wide.
"""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.web_widget.chromium import chromium
from tests.web_widget.stage import Stage, stage
from web_widget.widget.bundle import ENTRY, PANEL, build

TIMES = 7
BYTES_A_SECOND = 1.6e6 / 8
LATENCY_MS = 150
CPU_SLOWED = 4
NOTE_WHEN_READY = """customElements.whenDefined("local-offer-chat").then(() =>
  requestAnimationFrame(() => setTimeout(() => { window.readyAt = performance.now() })))"""
OPEN_AND_TIME = """() => new Promise((resolve) => {
  const chat = document.querySelector("local-offer-chat"), began = performance.now();
  const done = () => setTimeout(() => resolve(performance.now() - began));
  chat.addEventListener("open", () => requestAnimationFrame(done));
  chat.shadowRoot.querySelector(".launcher").click();
})"""


@dataclass(frozen=True)
class Loading:
    """One visit of a page: bytes of the widget on the wire and seconds.

    Attributes:
        before_opening: bytes, until the launcher could be used.
        in_all: bytes, with the chat open.
        ready: from the start of the visit until the launcher could be used, with the page itself.
        opened: from the press of the launcher until the chat could be used.
    """

    before_opening: float
    in_all: float
    ready: float
    opened: float


def measure(browser: Browser, running: Stage) -> Loading:
    """Visit the council's page as on a slow phone, and open the chat."""
    context = browser.new_context(viewport={"width": 375, "height": 667})
    page = context.new_page()
    page.add_init_script(NOTE_WHEN_READY)
    travelled = slow(page, running.gateway)
    page.goto(running.site)
    page.wait_for_selector(".launcher")
    page.wait_for_timeout(500)
    before, ready = sum(travelled), page.evaluate("window.readyAt")
    opened = page.evaluate(OPEN_AND_TIME)
    page.wait_for_timeout(500)
    context.close()
    return Loading(before, sum(travelled), ready / 1000, opened / 1000)


def slow(page: Page, gateway: str) -> list[float]:
    """Slow line and processor; gives a list that grows by the bytes of what the gateway sends."""
    session = page.context.new_cdp_session(page)
    travelled: list[float] = []
    asked: dict[str, str] = {}

    def finished(event: dict[str, float]) -> None:
        if asked.get(str(event["requestId"]), "").startswith(gateway):
            travelled.append(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    conditions = {"latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send("Network.emulateNetworkConditions", {"offline": False, **conditions})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWED})
    return travelled


def report() -> None:
    """Measure and print a table."""
    with (
        tempfile.TemporaryDirectory() as kept,
        stage(Path(kept)) as running,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        visits = [measure(browser, running) for _ in range(TIMES)]
    sizes = build().kilobytes
    print(f"{'The widget':46}{'measured':>10}{'at most':>10}")
    print(_row("script before opening, kB gzip", sizes[ENTRY], 15))
    print(_row("both scripts, kB gzip", sizes[ENTRY] + sizes[PANEL], 30))
    for words, name, scale, most in (
        ("on the wire before opening, kB with headers", "before_opening", 1000, 15),
        ("on the wire with the chat open, kB", "in_all", 1000, 30),
        (f"ready on a slow phone, s, median of {TIMES}", "ready", 1, 0.7),
        (f"opened on a slow phone, s, median of {TIMES}", "opened", 1, None),
    ):
        print(_row(words, statistics.median(getattr(visit, name) for visit in visits) / scale, most))


def _row(words: str, measured: float, most: float | None) -> str:
    return f"{words:46}{measured:10.2f}{most if most is not None else '':>10}"


if __name__ == "__main__":
    report()

"""A browser with a new profile, in a window over the whole screen."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from tests.web_widget.heard.desktop import Desktop, until

FIREFOX = {
    "accessibility.force_disabled": -1,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.preonboarding.enabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.translations.automaticallyPopup": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "termsofuse.bypassNotification": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
# Chromium wants to be told that a screen reader is there, and to speak by the desktop's speech server.
CHROMIUM = (
    "--no-sandbox --force-renderer-accessibility --enable-speech-dispatcher --no-first-run --no-default-browser-check "
    "--disable-gpu --disable-dev-shm-usage --password-store=basic --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WINDOW = ("xdotool", "search", "--onlyvisible", "--class", "firefox|chromium")
OVER_ALL = ("windowactivate --sync {}", "windowmove {} 0 0", "windowsize {} 100% 100%")


@dataclass(frozen=True)
class Browser:
    """A browser that can be opened on a desktop.

    Attributes:
        name: as people call it, in small letters.
        program: that is started.
        in_tree: a part of its name in the accessibility tree.
        arguments: of the program; {} is the folder of its profile.
    """

    name: str
    program: str
    in_tree: str
    arguments: tuple[str, ...]

    def version(self, desktop: Desktop) -> str:
        """Its name and version."""
        return desktop.ran(self.program, "--version").strip().removesuffix(" built on Debian GNU/Linux 12 (bookworm)")

    def open(self, desktop: Desktop, url: str) -> None:
        """Show a page.

        Raises:
            DidNotStart: no window came.
        """
        profile = desktop.folder / "profile"
        profile.mkdir()
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX.items())
        (profile / "user.js").write_text("".join(lines))  # Chromium does not read it
        desktop.start(self.program, *(one.format(profile) for one in self.arguments), url)
        until(lambda: desktop.ran(*WINDOW), 60, f"{self.name} showed no window: {desktop.folder}")
        window = desktop.ran(*WINDOW).split()[-1]
        time.sleep(1)
        for done in OVER_ALL:
            desktop.ran("xdotool", *done.format(window).split())


BROWSERS = (
    Browser("firefox", "firefox-esr", "firefox", ("--profile", "{}", "--no-remote", "--new-instance")),
    Browser("chromium", "chromium", "chrom", (*CHROMIUM, "--user-data-dir={}")),
)

"""Those who use the staff pages: by Flask's test client, and in Chromium."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from tests.web_widget.chromium import axe_faults, listen

EDITOR, TESTER, PASSWORD = "edith", "tess", "three random words"
PATIENCE = 10_000
LONGEST_WAY = 60
FOCUSED = """() => {
  const node = document.activeElement;
  return (node.labels?.[0]?.textContent || node.ariaLabel || node.textContent || node.localName).trim();
}"""
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll("main, main *")]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + 1)
  .filter((node) => getComputedStyle(node.closest("thead") ?? node).position !== "absolute") // shown to screen readers
  .map((node) => node.localName + "." + node.className)"""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, a, input, textarea, select, summary")]
  .filter((node) => node.checkVisibility() && !node.closest("label, .skip") && node.type !== "hidden")
  .filter((node) => getComputedStyle(node).display !== "inline")
  .map((node) => [node.textContent || node.name, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


def token(page: str) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "The page has no form with a token."
    return found.group(1)


def send(client: FlaskClient, path: str, data: Mapping[str, Any] | None = None) -> TestResponse:
    """Send a form to a staff page, with the token that belongs to it."""
    anywhere = client.get("/staff/", follow_redirects=True).text
    return client.post(path, data={**(data or {}), "csrf_token": token(anywhere)})


def logged_in(app: Flask, name: str) -> FlaskClient:
    """Someone who has logged in."""
    client = app.test_client()
    reply = send(client, "/staff/login", {"name": name, "password": PASSWORD})
    assert reply.status_code == 302, reply.text
    return client


class Person:
    """Someone with a browser before the staff pages.

    Attributes:
        page: of the browser.
        faults: what the browser reported: script errors and breaches of the content security policy.
    """

    def __init__(self, page: Page, gateway: str) -> None:
        self.page = page
        self.gateway = gateway
        self.faults = listen(page, "status of")
        page.set_default_timeout(PATIENCE)

    def go(self, path: str) -> Person:
        """Open a page, such as "/staff/entries"."""
        self.page.goto(self.gateway + path)
        return self

    def log_in(self, name: str) -> Person:
        """Log in and come to the first page."""
        self.go("/staff/login")
        self.page.get_by_label("Your user name").fill(name)
        self.page.get_by_label("Your password").fill(PASSWORD)
        self.press("Log in")
        expect(self.page.get_by_role("button", name="Log out")).to_be_visible()
        return self

    def press(self, button: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=button, exact=True).click()

    def tab_to(self, name: str) -> None:
        """Press Tab until what has this name, or this label, has the focus."""
        passed = []
        for _ in range(LONGEST_WAY):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(FOCUSED))
            if passed[-1] == name:
                return
        raise AssertionError(f"{name} cannot be reached by the keyboard: {passed}")

    def resize(self, width: int, height: int = 800) -> Person:
        """Change the size of the window."""
        self.page.set_viewport_size({"width": width, "height": height})
        return self

    def axe(self) -> list[str]:
        """What axe-core finds on the page."""
        return axe_faults(self.page)

    def misfits(self) -> list[str]:
        """What runs over the side of the window, and what is too small to press."""
        return [*self.page.evaluate(SIDEWAYS), *self.page.evaluate(SMALL_TARGETS)]

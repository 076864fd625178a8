"""The list of what staff did: every form that was sent and taken, by whom and when."""

from __future__ import annotations

from flask import Blueprint, render_template

from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.parts import StaffParts
from web_widget.store.acts import Acts

SHOWN = 300
WORDS = {
    "login.log_in": "logged in",
    "login.go_on": "continued after logging in",
    "sso.come_back": "logged in with their council account",
    "login.log_out": "logged out",
    "second_factor.turn_on": "turned on a code for logging in",
    "second_factor.turn_off": "turned off the code for logging in",
    "editing.send": "wrote a change",
    "publishing.publish": "published a change",
    "publishing.agree": "agreed to a change to an emergency card",
    "publishing.keep_mine": "replaced somebody else's change with their own",
    "publishing.give_up": "discarded a change",
    "retiring.send": "wrote a retirement",
    "words.edit": "wrote a change",
    "words.add": "wrote something new",
    "words.remove": "wrote a removal",
    "past.bring_back": "brought back a version",
    "past.take_back": "took back something new",
    "retired.bring_back": "brought back what was retired",
    "coverage.begin": "sent a list of questions",
    "coverage.check_list": "checked or asked a list of questions",
    "coverage.please_answer": "sent a question to staff",
    "unanswered.use": "put parents' wordings where they belong",
    "unanswered.use_typed": "corrected a wrong reply",
    "please_answer.reply": "replied to the forum",
    "import_services.begin": "began an import",
    "background_work.stop": "stopped a job",
    "background_work.resume": "resumed a job",
}
"""Acts by their view; others are shown by its name."""


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    acts = Blueprint("acts", __name__, url_prefix="/acts")

    @acts.get("/")
    @role_required(Role.EDITOR)
    def show() -> str:
        newest = Acts(parts.stores.engine).newest(SHOWN)
        return render_template("staff/acts.html", acts=newest, words=in_words)

    return acts


def in_words(what: str) -> str:
    """What somebody did, in words."""
    name = what.removeprefix("staff.")
    return WORDS.get(name, name.replace(".", ": ").replace("_", " "))

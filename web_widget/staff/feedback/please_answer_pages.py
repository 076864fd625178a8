"""Questions that the forum sent to staff as "please answer this", and the replies of staff."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from web_widget.coverage.please_answer import Requests
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.parts import StaffParts


class ReplyForm(FlaskForm):
    """What staff reply."""

    reply = TextAreaField("Your reply to the forum", [DataRequired("Write a reply."), Length(max=2000)])


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    answering = Blueprint("please_answer", __name__, url_prefix="/please-answer")
    requests = Requests(parts.stores.engine)

    @answering.get("/")
    def show() -> str:
        return render_template("staff/please_answer.html", requests=requests.all())

    @answering.route("/<int:identifier>", methods=["GET", "POST"])
    @role_required(Role.EDITOR)
    def reply(identifier: int) -> Any:
        found = requests.find(identifier) or abort(404)
        form = ReplyForm(data={"reply": found.reply})
        if form.validate_on_submit():
            words = parts.redacted(form.reply.data.strip()).text
            requests.reply(identifier, words, current_user.full_name, parts.now())
            flash("Reply saved. The forum sees it beside the question, in every list that asks it.")
            return redirect(url_for("staff.please_answer.show"))
        page = render_template("staff/please_answer_reply.html", found=found, form=form)
        return page, 422 if form.errors else 200

    return answering

"""Builds the Flask application."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, request

from knowledge.files.opening_hours import hours_in_words
from knowledge.settings import Paths
from knowledge.versions.live_vectors import message_vectors
from web_widget.gateway import (
    answers,
    api,
    calendar_files,
    danger,
    headers,
    limits,
    metrics,
    near,
    open_referral,
    openapi,
    origins,
    other_forms,
    pages,
    plain_chat,
    search_engines,
    security_txt,
    suggestions,
    trial_signature,
    trials,
    you_said,
)
from web_widget.gateway.conversations import Conversations
from web_widget.gateway.danger import Looks
from web_widget.gateway.error_replies import handle_errors
from web_widget.gateway.handing_over import VectorsForRasa
from web_widget.gateway.looking_up import Find, InTheIndex
from web_widget.gateway.message_flow import MessageFlow
from web_widget.gateway.rasa_client import RasaClient
from web_widget.gateway.record_keeping import RecordKeeping
from web_widget.gateway.words import live_words
from web_widget.privacy.bad_requests import QuietFlask
from web_widget.privacy.redactor import redactors
from web_widget.settings import Settings
from web_widget.staff import site as staff
from web_widget.staff.accounts.accounts import Accounts
from web_widget.staff.parts import StaffParts
from web_widget.store.keeping import Stores
from web_widget.store.statements import Statements
from web_widget.widget import delivery
from web_widget.widget.bundle import build
from web_widget.widget.shared_words import shared_words

LARGEST_BODY_BYTES = 16_384


def create_app(
    settings: Settings | None = None,
    rasa: RasaClient | None = None,
    watch: Callable[[], Looks] | None = None,
    find: Find | None = None,
) -> Flask:
    """The gateway.

    Args:
        settings: by default, those of the environment.
        rasa: by default, a client made from the settings.
        watch: makes what looks for danger in messages; by default, on the index in use.
        find: judges what somebody searches the pages for; by default, by the index in use.
    """
    settings = settings or Settings.from_environment()
    app = QuietFlask(__name__)
    app.secret_key = settings.secret
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    app.config["TRUSTED_HOSTS"] = list(settings.hosts) or None
    app.jinja_env.globals["shared_words"] = shared_words()
    app.jinja_env.filters["hours_in_words"] = hours_in_words
    headers.trust_proxies(app, settings.limits.proxies)
    headers.protect(app)
    counted = metrics.count(app)
    limits.limit(app, settings.limits)
    stores = Stores(settings.keep)
    rasa = rasa or RasaClient(
        settings.rasa_url,
        settings.actions_url,
        settings.rasa_seconds,
        stores.trackers.reply_to,
        settings.rasa_token,
    )
    conversations = Conversations(settings.secret, settings.conversation_days)
    live = live_words(redactors().read)
    keeping = RecordKeeping(stores, settings.office_hours)
    looked = danger.DangerAtTheDoor(watch or danger.shipped_watch)
    looked.warm_up_workers()
    flow = MessageFlow(
        rasa,
        redactors(),
        live,
        keeping,
        conversations,
        settings.longest_message,
        looked,
        VectorsForRasa(message_vectors),
        counted.answered,
    )
    flow.warm_up()
    handle_errors(app, live)
    app.register_blueprint(api.blueprint(flow, rasa, live, lambda: _is_ours(settings)))
    app.register_blueprint(trials.blueprint(flow, settings.secret))
    app.register_blueprint(openapi.blueprint())
    app.register_blueprint(metrics.blueprint(counted, live, settings.metrics_token))
    widget = build()
    app.register_blueprint(delivery.blueprint(widget, settings.widgets))
    app.register_blueprint(pages.blueprint(live, widget))
    app.register_blueprint(answers.blueprint(flow, live, find or InTheIndex(), lambda: _origin(settings)))
    app.register_blueprint(other_forms.blueprint(live, lambda: _origin(settings)))
    app.register_blueprint(near.blueprint(live, lambda: _origin(settings)))
    app.register_blueprint(search_engines.blueprint(live, lambda: _origin(settings)))
    app.register_blueprint(security_txt.blueprint(live))
    app.register_blueprint(plain_chat.blueprint(flow, live))
    app.register_blueprint(calendar_files.blueprint(live))
    app.register_blueprint(suggestions.blueprint(live))
    app.register_blueprint(open_referral.blueprint(live))
    app.register_blueprint(you_said.blueprint(live, Statements(stores.engine)))
    accounts = Accounts(stores.engine, settings.staff)
    paths = Paths.from_environment()
    staff.add_to(app, StaffParts(live, paths.content, paths.index, stores, accounts, settings))
    origins.guard(app, settings.origins)
    return app


def _origin(settings: Settings) -> str:
    """The address under which pages name each other to search engines."""
    return settings.public_origin or request.host_url.rstrip("/")


def _is_ours(settings: Settings) -> bool:
    """Whether the current request comes from this installation itself, or from whoever monitors it."""
    return metrics.shows(settings.metrics_token) or trial_signature.holds(
        settings.secret, request.headers.get(trial_signature.HEADER)
    )

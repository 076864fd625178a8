"""Builds the Flask application."""

from __future__ import annotations

from flask import Flask

from knowledge.settings import Paths
from web_widget import (
    api,
    delivery,
    headers,
    limits,
    metrics,
    open_referral,
    openapi,
    origins,
    pages,
    plain_chat,
    trials,
    you_said,
)
from web_widget.bundle import build
from web_widget.conversations import Conversations
from web_widget.exchange import Exchange
from web_widget.privacy.redactor import redactors
from web_widget.privacy.talk import Talk
from web_widget.rasa_client import RasaClient
from web_widget.settings import Settings
from web_widget.staff import site as staff
from web_widget.staff.accounts import Accounts
from web_widget.staff.parts import Parts
from web_widget.store.keeping import Stores
from web_widget.store.statements import Statements
from web_widget.words import live_words

LARGEST_BODY_BYTES = 16_384


def create_app(settings: Settings | None = None, rasa: RasaClient | None = None) -> Flask:
    """The gateway.

    Args:
        settings: by default, those of the environment.
        rasa: by default, a client made from the settings.
    """
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    app.secret_key = settings.secret
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
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
    talk = Talk(rasa, redactors(), live, stores, settings.office_hours)
    talk.prepare()
    exchange = Exchange(rasa, talk, conversations, settings.longest_message, counted.answered)
    app.register_blueprint(api.blueprint(exchange, rasa, live))
    app.register_blueprint(trials.blueprint(exchange, settings.secret))
    app.register_blueprint(openapi.blueprint())
    app.register_blueprint(metrics.blueprint(counted, live, settings.metrics_token))
    widget = build()
    app.register_blueprint(delivery.blueprint(widget, settings.widgets))
    app.register_blueprint(pages.blueprint(live, widget))
    app.register_blueprint(plain_chat.blueprint(exchange, live))
    app.register_blueprint(open_referral.blueprint(live))
    app.register_blueprint(you_said.blueprint(live, Statements(stores.engine)))
    accounts = Accounts(stores.engine, settings.staff)
    paths = Paths.from_environment()
    staff.add_to(app, Parts(live, paths.content, paths.index, stores, accounts, settings))
    origins.guard(app, settings.origins)
    return app

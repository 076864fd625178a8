"""Every place where this assistant changes Rasa, or builds on a part that Rasa does not promise to keep.

`PATCHES` is the table: what, why, and for which Rasa. `python -m bot` holds it against the Rasa that is installed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT

from bot.model_swap import follow
from bot.patching import Patch
from bot.whole_messages import ActionFailed

ACTION_RESULT = {
    "type": "object",
    "properties": {
        "events": {
            "type": "array",
            "items": {"type": "object", "properties": {"event": {"type": "string"}}, "required": ["event"]},
        },
        "responses": {"type": "array", "items": {"type": "object"}},
    },
}
"""The form of what an action returns, as a JSON schema."""
KEPT_OPEN_SECONDS = 3.0
"""How long a connection to the actions waits for the next message. They close it themselves after 5 seconds."""
SAID = ("user", "bot")
"""The kinds of events that hold what was said."""


def _form_alone(original: Any) -> Any:
    """Ours are checked for their form. An event of an unknown kind is refused where Rasa reads it."""
    validator = validator_for(ACTION_RESULT)(ACTION_RESULT)

    def validate(action: Any, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    return validate


def _remembered(original: Any) -> Any:
    return staticmethod(lru_cache(maxsize=None)(original))


def _failing_whole(original: Callable[..., Awaitable[Any]]) -> Any:
    async def run_or_fail(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await original(self, *args, **kwargs)
        except ActionExecutionRejection:
            raise  # an action's own way to say that another should follow
        except Exception as error:
            raise ActionFailed(self.name()) from error

    return run_or_fail


def _raising(original: Any) -> Any:
    def not_kept(store: Any, error: Exception) -> None:
        raise error

    return not_kept


def _kept_open(original: Any) -> Any:
    def session(endpoint: Any) -> AbstractAsyncContextManager[ClientSession]:
        if not hasattr(endpoint, "kept_open"):
            timeout, connector = (
                ClientTimeout(DEFAULT_REQUEST_TIMEOUT),
                TCPConnector(keepalive_timeout=KEPT_OPEN_SECONDS),
            )
            endpoint.kept_open = ClientSession(headers=endpoint.headers, timeout=timeout, connector=connector)
        return nullcontext(endpoint.kept_open)

    return session


def _without_what_was_said(original: Callable[..., dict[str, Any]]) -> Any:
    def call_format(action: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        called = original(action, tracker, domain)
        called["tracker"]["events"] = [_in_short(event) for event in called["tracker"]["events"]]
        return called

    return call_format


def _in_short(event: dict[str, Any]) -> dict[str, Any]:
    """An event that holds what was said, without it; any other as it is."""
    return {name: event[name] for name in ("event", "timestamp")} if event["event"] in SAID else event


def _following(original: Callable[..., Awaitable[Any]]) -> Any:
    async def load_and_follow(model_path: str, *given: Any) -> Any:
        agent = await original(model_path, *given)
        asyncio.get_running_loop().create_task(follow(agent, Path(model_path)), name="follow the model")
        return agent

    return load_and_follow


_ACTION = "rasa.core.actions.action:RemoteAction"
_STORE = "rasa.core.tracker_store:FailSafeTrackerStore"
_ENDPOINT = "rasa.utils.endpoints:EndpointConfig"
_REST = "rasa.core.channels.rest:RestInput"
_RUN_PARAMETERS = ("self", "output_channel", "nlg", "tracker", "domain")

PATCHES = (
    Patch(
        f"{_ACTION}._validate_action_result",
        ("self", "result"),
        "Rasa tries each event that an action returns against the schemas of all kinds of events: 2 ms a message.",
        _form_alone,
    ),
    Patch(
        f"{_ENDPOINT}.session",
        ("self",),
        "Rasa opens a connection for every action that it asks for.",
        _kept_open,
    ),
    Patch(
        f"{_ACTION}._action_call_format",
        ("self", "tracker", "domain"),
        "Rasa sends the actions all that was said in a conversation. Ours read the last message, slots and actions.",
        _without_what_was_said,
    ),
    Patch(
        "rasa.shared.core.events:Event.resolve_by_type",
        ("type_name", "default"),
        "Rasa looks through all classes of events for each event of a conversation.",
        _remembered,
    ),
    Patch(
        f"{_ACTION}.run",
        _RUN_PARAMETERS,
        "Rasa goes on where an action cannot be run, so that a parent would get half a reply.",
        _failing_whole,
    ),
    Patch(
        f"{_STORE}.on_tracker_store_error",
        ("self", "error"),
        "Rasa keeps what it cannot store in memory and never reads it again.",
        _raising,
    ),
    Patch(
        f"{_STORE}.on_tracker_store_retrieve_error",
        ("self", "error"),
        "Rasa begins a conversation anew where it cannot be read.",
        _raising,
    ),
    Patch(
        "rasa.core.run:load_agent_on_start",
        ("model_path", "endpoints", "remote_storage", "app", "loop"),
        "Rasa takes up a newly trained model only from a server that hands out models.",
        _following,
    ),
    Patch(
        "rasa.core.tracker_store:SQLTrackerStore._event_query",
        ("self", "session", "sender_id", "fetch_events_from_all_sessions"),
        "Rasa orders a conversation by the clock, which may be set back (bot/tracker_store.py).",
    ),
    Patch(
        "rasa.core.lock_store:LockStore.lock",
        ("self", "conversation_id", "lock_lifetime", "wait_time_in_seconds"),
        "Rasa's lock in Redis lets two messages of one conversation pass at once (bot/locks.py).",
    ),
    Patch(
        f"{_REST}._extract_message",
        ("self", "req"),
        "Rasa takes commands of whoever can send a message (bot/channel.py).",
    ),
    Patch(
        f"{_REST}._extract_sender",
        ("self", "req"),
        "Rasa's channel replies with the half that came before an error (bot/whole_messages.py).",
    ),
    Patch(
        f"{_REST}._extract_input_channel",
        ("self", "req"),
        "Rasa lets the sender name the channel (bot/channel.py).",
    ),
)
"""What is changed when Rasa starts, and after that what classes of ours override."""

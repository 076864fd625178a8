"""How the gateway is served. Where it listens is said on the command line."""

import gc
import os
import shutil
import socket
import struct
import tempfile
from typing import Any

from bot.spared import spare_pytorch

SLOW_SECONDS = 10

worker_class = "gthread"
threads = 16
preload_app = True  # a worker that dies is replaced at once, and several share what was loaded
keepalive = 30
timeout = 30  # a worker that has not stirred for so long is started anew
graceful_timeout = 15  # longer than a reply can take
limit_request_line = 2048
limit_request_fields = 60
limit_request_field_size = 4096
forwarded_allow_ips = ""  # who is believed about a visitor is said in web_widget/limits.py
control_socket_disable = True  # a way in that nobody uses, and that two gateways of one machine would share
accesslog = "-"
logger_class = "web_widget.privacy.access_log.AccessLog"

# spaCy, which finds names in messages, would import it: 200 MB that nothing uses.
spare_pytorch()

# Where the processes of the gateway put what they count, so that /metrics tells of all of them.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="assistant-metrics-")


def when_ready(server: Any) -> None:
    """Let nobody hold a thread with half a request: Linux gives accepted connections the listener's time limit."""
    for listener in server.LISTENERS:
        seconds = struct.pack("ll", SLOW_SECONDS, 0)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, seconds)


def pre_fork(server: Any, worker: Any) -> None:
    """Let a worker share the memory of what was loaded: Python's collector would write to every page of it."""
    gc.collect()
    gc.freeze()


def child_exit(server: Any, worker: Any) -> None:
    """What a process that ended had counted still counts."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)

"""How the gateway is served. The command line says where it listens."""

import gc
import os
import resource
import shutil
import sys
import tempfile
from typing import Any

from bot.import_stubs import spare_pytorch
from knowledge.settings_file import into_environment
from web_widget.settings_check import Given, start_faults

worker_class = "web_widget.front.worker.WholeRequestWorker"
threads = 64  # most of them wait for Rasa; visitors who are slow or idle hold none
preload_app = True  # a worker that dies is replaced at once, and several share what was loaded
keepalive = 30
backlog = 4096  # of Linux, which turns away what comes while so many wait; it tries again a second later
timeout = 30  # a worker that has not stirred for so long is started anew
graceful_timeout = 15  # longer than a reply can take
limit_request_line = 2048
limit_request_fields = 60
limit_request_field_size = 8190  # as much as nginx takes: a browser may bring many cookies of the council's other sites
forwarded_allow_ips = ""  # who is believed about a visitor is said in web_widget/gateway/limits.py
control_socket_disable = True  # a way in that nobody uses, and that two gateways of one machine would share
accesslog = "-"
logger_class = "web_widget.privacy.access_log.AccessLog"

# Wrong settings stop the start, each with its remedy. A database that is away does not: it may come back.
if faults := start_faults(Given.of(os.environ)):
    sys.exit("\n".join(map(str, faults)))
into_environment()

# A process that crashes leaves no copy of its memory behind, in which there may be what a parent just typed.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

# Libraries that can use PyTorch would import it where it is installed: 200 MB that nothing uses.
spare_pytorch()

# Where the processes of the gateway put what they count, so that /metrics tells of all of them.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="assistant-metrics-")


def pre_fork(server: Any, worker: Any) -> None:
    """Let workers share the memory of what was loaded: Python's garbage collector would write to every page of it."""
    gc.collect()
    gc.freeze()


def child_exit(server: Any, worker: Any) -> None:
    """What a process that ended had counted still counts."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)

"""How the gateway is served. Where it listens is said on the command line."""

from bot.spared import spare_pytorch

worker_class = "gthread"
workers = 1
threads = 16
keepalive = 30
accesslog = "-"
logger_class = "web_widget.privacy.access_log.AccessLog"

# spaCy, which finds names in messages, would import it: 200 MB that nothing uses.
spare_pytorch()

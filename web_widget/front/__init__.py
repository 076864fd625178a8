"""How the gateway reads requests: `worker.WholeRequestWorker` gives a thread only to a whole request."""

"""The deployment as docs/running.md has it, tried for real by `make test-deploy`: a booted machine, containers."""

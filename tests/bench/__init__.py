"""What `make bench` measures. Nothing here asserts a time; it prints what it saw."""

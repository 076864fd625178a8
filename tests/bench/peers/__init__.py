"""The systems that are compared, one a module. Each gets the same content and the same messages."""

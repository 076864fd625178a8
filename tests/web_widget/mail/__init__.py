"""Tests of `web_widget.mail`."""

"""Tests of `web_widget/gateway`."""

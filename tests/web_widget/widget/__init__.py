"""Tests of `web_widget/widget`."""

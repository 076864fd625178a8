"""Tests of `web_widget/staff/content`."""

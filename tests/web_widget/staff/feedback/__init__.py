"""Tests of `web_widget/staff/feedback`."""

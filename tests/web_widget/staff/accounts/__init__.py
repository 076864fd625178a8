"""Tests of `web_widget/staff/accounts`."""

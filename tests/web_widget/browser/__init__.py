"""The widget in a real Chromium, on a page of a council with a strict policy."""

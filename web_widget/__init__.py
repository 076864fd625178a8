"""The one public door: a web page, a small API, and nothing else. It talks to Rasa over HTTP only."""

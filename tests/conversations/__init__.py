"""Stories for `rasa test core`, and a test that they leave nothing out."""

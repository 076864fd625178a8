"""`search.Search` takes a question and its vector, and returns ranked hits and a verdict."""

"""`editing_context.Desk` is where staff change what parents read; each page of it is a module here."""

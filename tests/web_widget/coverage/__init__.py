"""Lists of questions: read, asked, kept, counted, compared and shown."""

"""Rules that hold for documents of any family: one kind of thing a file."""

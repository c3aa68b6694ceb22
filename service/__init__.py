"""People: the command line, and what makes, keeps and shows episodes."""

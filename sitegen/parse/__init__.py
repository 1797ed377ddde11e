"""Bytes → records with the place each came from; Markdown and plain text → the reading text."""

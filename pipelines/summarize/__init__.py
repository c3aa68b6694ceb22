"""Condensing an article: one module an engine."""

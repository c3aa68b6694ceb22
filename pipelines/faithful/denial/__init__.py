"""Denials: counted in both languages, matched, and missed."""

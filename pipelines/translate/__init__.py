"""Translators: engines that make Korean of English sentences."""

"""Listening to speech: what a recogniser writes down, and how far that is from what was said.

listener = open_listener("whisper", home)
judge("Prices rose 4.2 percent.", listener.hear(samples, "en"), "en").ok
"""

from pipelines.hear.hearing import Hearing, listen_to
from pipelines.hear.listener import Listener, open_listener
from pipelines.hear.verdict import Verdict, judge

__all__ = ["Hearing", "Listener", "Verdict", "judge", "listen_to", "open_listener"]

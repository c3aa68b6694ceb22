"""Words: text in, text and sound (PCM samples) out.

No HTTP server, no database and no output file is known in here, and importing
this package loads no model library.
"""

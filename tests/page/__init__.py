"""The page as people use it, in a real browser.

A package, so that its browser and its server end with its last test: while Playwright is open,
an event loop runs in this thread, where other tests start their own.
"""

"""The use cases that join rules and log; all that screens and commands talk to.

Each module is one concern, each function takes the `Desk` first. Functions read or write files
and must not run on the event loop: screens call readers through `asyncio.to_thread`, what
writes to the log through `app.writer` and what writes other files through `app.files`.
"""

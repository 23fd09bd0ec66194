"""Everything that persists: the SQLite log, its schema, the one store, exports.

`glance` is plain `sqlite3` and serves the first screen; `store` is SQLModel and serves the rest.
"""

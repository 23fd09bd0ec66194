"""`--verify`: what was written is read back and compared with the log.

Each module has what the registry calls: `(order, path) -> Check`.
"""

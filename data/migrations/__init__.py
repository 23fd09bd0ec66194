"""How the tables came to be: one revision per file, never changed once it is on main."""

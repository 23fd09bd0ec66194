"""A session to take outside: what it sounds like, what a watch shows, what is on paper."""

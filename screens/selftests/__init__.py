"""The self-tests: the list, one test in words, and the screens that are the instrument."""

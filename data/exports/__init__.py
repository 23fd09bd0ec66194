"""Ways to write the log into a file that others read."""

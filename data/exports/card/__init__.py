"""A session on one page: for the wall, the pocket, and to write on."""

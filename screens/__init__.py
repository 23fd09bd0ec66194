"""Everything that draws: one screen per file, `widgets` for what several share."""

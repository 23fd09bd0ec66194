"""How charts are drawn: one strategy for each form, on a canvas that knows where a value is."""

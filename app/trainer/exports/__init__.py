"""The ways to give the log to others: one `Format` each, gathered in `registry`.

A format's writer is `write(order, sink)`: it takes what `order` asks for out of the log, puts it
into the files that `sink` opens, and returns how many of what it wrote. Whether `sink` is a file,
a folder or standard output, and that nothing is left half-written, is no matter of the writer.
"""

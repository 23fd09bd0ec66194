"""FIT files, written: a finished session for a training log, a coming one for a watch."""

"""The coach: pure rules on plain values. Standard library only; no files, no clock, no chance."""

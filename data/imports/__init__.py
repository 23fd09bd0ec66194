"""Reading what others wrote: runs, sets of other programs, and this program's own export."""

"""What the log says over the weeks: one question, its answer in a sentence, and the numbers.

One module for each family of charts; `chart` is what they all return, `span` what range of days
they look at. Pure reductions of rows: a gap stays a gap, and nothing is filled in.
"""

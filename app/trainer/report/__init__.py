"""A report for a physiotherapist or a coach: gathered, composed, then drawn as Markdown or HTML.

It tells what the runner did and noted, and never what is wrong with anybody.
"""

"""What needs a person and not a plan, in plain words (D.6). Nothing here names an illness.

The signs for help at once stand with the questionnaire's words; here is what holds a plan.
"""

from __future__ import annotations

SOON = (
    "pain on one spot of bone, more the longer you run, or there at night or when walking",
    "limping, a joint that swells, locks or gives way",
    "pain above 2 that has not eased in 10 to 14 days, or the same injury for the third time",
    "missed periods, weight that falls unwanted, tiredness that does not lift",
    "several joints stiff for more than half an hour in the morning",
    "fever or loss of weight that nothing explains",
)
"""Signs to have looked at before there is any training."""

WHO = (
    "For pain when you move, a physiotherapist fits; where bone, a swollen joint or numbness is "
    "part of it, a sports doctor; for heart, breath, periods, fever or weight, your own doctor."
)

WAY_BACK = (
    "When it has been looked at and cleared, say so here. Two questions follow; if both are clean, "
    "the plan goes on, gently, from where the time away has left you."
)

"""What needs a person and not a plan, in plain words (D.6). Nothing here names an illness."""

from __future__ import annotations

URGENT = (
    "pressure or pain in the chest, a racing or stumbling heart, fainting",
    "breath that stays short when the effort is over",
    "a snap or a blow in the calf or heel, and no standing on tiptoe after it",
    "one calf swollen, warm and red",
    "back pain with numbness where you sit, trouble with bladder or bowel, or weak legs",
    "a lower leg that turns hard and tight, with strong pain and numbness",
    "confusion, shivering or collapse in the heat",
)
"""Signs for help at once: stop, and call."""

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
    "A physiotherapist for pain when moving; a sports doctor where bone, a swollen joint or "
    "numbness is part of it; your own doctor for heart, breath, periods, fever or weight."
)

WAY_BACK = (
    "When someone has looked and it is cleared, say so here: two questions, and then the plan "
    "goes on, gently, from where the weeks away have left you."
)

"""Every figure that is a judgement, named, with the digest passage it comes from.

Doses, rests and tempos of a day stand in the programme tables (`assets/content/programmes`);
here are the thresholds of the rules. Change a figure here and every rule follows.
"""

from __future__ import annotations

# --- clock of a session (D.7.1, D.7.3) -----------------------------------------------------

CHANGE_SECONDS = 20
"""Between two exercises of the main part (D.7.3)."""
HOME_OPENING_SECONDS = 180
"""The home opening takes at least this long (D.7.3)."""
MAIN_LIMIT_MINUTES = 20
"""Whole minutes of main part that a session of phase 1 may have (S6, D.7.1)."""

# --- answers (D, D.2) ----------------------------------------------------------------------

CLEAN_CONTROL = 4
"""Control from which a session may lead to more (P1)."""
REPEAT_CONTROL = 3
"""Control that repeats the numbers (P4)."""
POOR_CONTROL = 2
"""Control up to which a step back follows (P5)."""
CLEAN_EFFORT = 7
"""Effort up to which a session may lead to more (P1)."""
HARD_EFFORT = 8
"""Effort that repeats (P4), and in phase 1 makes it easier (S8)."""
EXHAUSTING_EFFORT = 9
"""Effort from which a step back follows (D.7.2)."""
SIDE_GAP = 2
"""Control points between the legs from which the weaker one leads (P6)."""

# --- two sessions running (D.7.2) ----------------------------------------------------------

RUNNING_SESSIONS = 2
"""Sessions in a row that a step up in difficulty asks for (P2, P8, D.7.4)."""
RUNNING_GAP_DAYS = 10
"""More days than this between two sessions break "two running" (D.7.2)."""

# --- pain (D.4, D.7.2) ---------------------------------------------------------------------

PAIN_LIMIT = 2
"""Limit for anything but a diagnosed tendon (D.4, D.7)."""
RED_PAIN = 6
"""Pain from which the light is red (D.4)."""
RED_EXERCISE_DAYS = 3
"""Days until an exercise comes back after red: 72 h, two free days (D.7.2)."""
SECOND_RED_DAYS = 14
"""A second red within these days means HOLD (D.7.2)."""
SAME_SPOT_RED_DAYS = 28
"""The same spot red again within these days means HOLD (D.7.2)."""
SORE_SESSIONS = 3
SORE_WINDOW = 6
"""So many sessions over the limit among the last so many lead to GENTLE, or HOLD (D.7.2)."""
LEFT_OUT_DAYS = 14
"""An exercise that hurt twice on one spot stays out so long; pain is given 10–14 days (D.6)."""

# --- spacing (S1, S2, D.7.2) ---------------------------------------------------------------

STRENGTH_GAP_DAYS = 2
"""48 h: one free day between two strength sessions (S2)."""
STEP_UPS_A_WEEK = 2
"""Step-up sessions within seven days (S3 of the sources: once or twice a week; B.6)."""

# --- missed time (D.5, D.7.7) --------------------------------------------------------------

CARRY_ON_DAYS = 4
"""Days missed up to which the plan goes on (B3)."""
REPEAT_WEEK_DAYS = 10
"""Days missed up to which the last trained week is repeated (B4)."""
STEP_BACK_DAYS = 28
"""Days missed up to which the plan goes back one week, lighter (B5)."""
RESTART_PHASE_DAYS = 84
"""Days missed up to which the phase starts again (B6); beyond, everything does (B7)."""
TRAINED_WEEK_SESSIONS = 2
"""Sessions that make a week one to go back to (B4, D.7.7)."""
LIGHTER_SHARE = 0.6
"""Share of the sets of a lighter week (D.7.2)."""
FEWER_REPS_SHARE = 2 / 3
"""Share of the reps left when there is no set to take away (D.7.2)."""
COMPLETED_SHARE = 2 / 3
"""Share of the planned main sets that makes a session completed (D.7.2)."""

# --- ladders (D.7.4) -----------------------------------------------------------------------

EASY_EFFORT_AT_START = 8
EASY_CONTROL_AT_START = 2
"""A first session this hard, or this poor, leads to the gentle way in (D.7.4, G21)."""
GENTLE_GREEN_SESSIONS = 3
"""Green sessions after which GENTLE goes from the first dose to the second (D.7.6)."""
SQUAT_START = {"steady": 3, "oneside": 2, "?": 2, "both": 1}
"""First rung of the one-legged squat by the answer to Q10, counted from 0 (D.7.4)."""
HUNDRED_UP_START = 20
HUNDRED_UP_STEP = 10
HUNDRED_UP_LEAST = 10
HUNDRED_UP_GOAL = 100
"""Touches of the 100-up, in a row and in all (D.7.4)."""
DRILL_SESSIONS = 5
DRILL_DAYS = 14
"""100-up sessions and days before high knees and butt kicks (A.8, eleventh point)."""

# --- step-up (D.2, B.6) --------------------------------------------------------------------

STEP_UP_REPS = (6, 8, 10, 12)
STEP_UP_LEAST_SETS = 2
STEP_UP_MOST_SETS = 4
STEP_UP_MOST_SETS_IN_PLAN = 3
"""P3 waits for 4 × 12 where the step-up stands alone, 3 × 12 inside a session (P3, D.7.4)."""
STEP_UP_NEW_SET_REPS = 8
"""Reps after a set was added (P2)."""
STEP_UP_HEIGHTS = (20, 30, 35, 40, 45)
"""Box heights in centimetres (B.6)."""
STEP_UP_HEIGHT_JUMP = 10
"""Most centimetres between one box and the next (D.7.1)."""
STEP_UP_LOAD_KG = 2.0
"""Smallest backpack step, where no higher box is owned (P3, D.7.1)."""
STEP_UP_SHORT_REST = 60
STEP_UP_LONG_REST = 90
SHORT_REST_REPS = 8
"""Up to so many reps the lower end of a range of rests holds (D.7.1)."""

# --- runs (D.2 Running, T1, T16, T18; the doubling rule is measured on real files) ----------

LONGEST_RUN_DAYS = 30
LONGEST_RUN_SHARE = 1.10
"""No run longer than this share of the longest of so many days (D.2, X17)."""
LIKE_PACE_SHARE = 0.03
"""Speeds that differ by no more than this are like pace (T18)."""
ONE_FOOT_CADENCE = 120.0
"""A mean cadence up to this counts one foot and is doubled; above, it is steps per minute."""
UNSURE_CADENCE = (105.0, 130.0)
"""Means in this range could be either, which is said with the run [J]."""
MOVING_SPEED = 1.0
"""Metres per second below which a stretch is standing, not running [J]."""
MOVING_GAP_SECONDS = 60.0
"""A longer gap between two samples is a pause [J]."""
LEG_SECONDS = 10.0
"""Samples are looked at in stretches of about this length [J]."""
IMPOSSIBLE_SPEED = 12.0
"""Metres per second that no runner keeps: the place jumped, not the runner [J]."""
SETTLED_SECONDS = 600.0
"""T1 counts after ten minutes."""
DRIFT_EARLY_SECONDS = (300.0, 600.0)
DRIFT_LATE_SECONDS = 600.0
"""T18 compares minutes 5–10 with the last ten."""
DRIFT_LEAST_SECONDS = 1200.0
"""The two stretches of T18 do not overlap from here on."""
DRIFT_CADENCE = 140.0
"""T18 counts only cadence above this, in steps per minute."""
DRIFT_FLAG_PERCENT = 3.0
"""A drop of cadence beyond this is worth a word (T18 [J])."""
DECOUPLING_LEAST_SECONDS = 2700.0
"""T16 asks for 45 minutes."""
DECOUPLING_FLAG_PERCENT = 5.0
"""Below about this the base is good at that effort (T16, X29)."""

# --- starts (D.7.6) ------------------------------------------------------------------------

GENTLE_RELEASE_SESSIONS = 6
"""Green sessions running after which GENTLE asks again (D.7.6)."""
RACE_REST_DAYS = 7
"""No session in so many days before a race (D.3, D.7.6)."""
RACE_TAPER_DAYS = 14
"""One session only from so many days before a race (D.7.6)."""
RACE_CLEAR_DAYS = 56
"""A changing phase ends so long before a race, eight weeks (D.7.6)."""
AFTER_RACE_DAYS = 7
AFTER_MARATHON_DAYS = 14
"""Free days after a race, and after a marathon or longer (D.7.6)."""

# --- ten-minute version (D.7.10) -----------------------------------------------------------

SHORT_HUNDRED_UP = 60
SHORT_WARM_UP_REPS = 5

"""Every figure that is a judgement, named, with the digest passage it comes from.

Doses, rests and tempos of a day stand in the programme tables (`assets/content/programmes`);
here are the thresholds of the rules. Change a figure here and every rule follows.
"""

from __future__ import annotations

# --- clock of a session (D.7.1, D.7.3) -----------------------------------------------------

CHANGE_SECONDS = 20
"""Between two exercises of the main part (D.7.3)."""
CONTRAST_LEG_SECONDS = 24
CONTRAST_CHANGE_SECONDS = 30
CONTRAST_WALK_SECONDS = 20
"""Inside a contrast pair: six step-ups a leg, the change of legs, the walk to the line (D.7.1)."""
HOME_OPENING_SECONDS = 180
"""The home opening takes at least this long (D.7.3)."""
MAIN_LIMIT_MINUTES = 20
"""Whole minutes of main part that a session of phase 1 may have (S6, D.7.1)."""

# --- answers (D, D.2) ----------------------------------------------------------------------

CLEAN_CONTROL = 4
"""Control from which a session may lead to more (P1)."""
PERFECT_CONTROL = 5
"""Control that leaves nothing to learn: a slower first set (D.7.1), an early end (D.3)."""
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

SYMMETRY_SESSIONS = 3
"""Latest full sessions that a symmetry index is the mean of (D.7.2, "last 3 sessions")."""

# --- two sessions running (D.7.2) ----------------------------------------------------------

RUNNING_SESSIONS = 2
"""Sessions in a row that a step up in difficulty asks for (P2, P8, D.7.4)."""
RUNNING_GAP_DAYS = 10
"""More days than this between two sessions break "two running" (D.7.2)."""

# --- pain (D.4, D.7.2) ---------------------------------------------------------------------

PAIN_LIMIT = 2
"""Limit for anything but a diagnosed tendon (D.4, D.7)."""
TENDON_LIMIT = 5
"""Limit for a tendon that the runner has ticked as diagnosed (D.4, X1, X2)."""
MORNING_DAYS = 2
"""Days after a session on which the morning after may still be told: 48 h (D.4, X2)."""
PAIN_RISE = 2
"""A rise of pain within a set that ends the exercise (S9)."""
RED_PAIN = 6
"""Pain from which the light is red (D.4)."""
RED_REST_DAYS = 2
"""Days until there is any session after red: 48 h, one free day (D.7.2)."""
RED_EXERCISE_DAYS = 3
"""Days until an exercise comes back after red: 72 h, two free days (D.7.2)."""
UNSETTLED_DAYS = 3
"""Days until an exercise comes back after pain that did not settle overnight: 72 h (D.4)."""
RED_JUMP_DAYS = 7
"""Days without jumps and sprints after red (D.7.2)."""
SECOND_RED_DAYS = 14
"""A second red within these days means HOLD (D.7.2)."""
SAME_SPOT_RED_DAYS = 28
"""The same spot red again within these days means HOLD (D.7.2)."""
SORE_SESSIONS = 3
SORE_WINDOW = 6
"""So many sessions over the limit among the last so many lead to GENTLE, or HOLD (D.7.2)."""
LEFT_OUT_DAYS = 14
"""An exercise that hurt twice on one spot stays out so long; pain is given 10–14 days (D.6)."""
NOT_EASED_DAYS = 14
"""Pain over the limit on one spot for so long needs a person: the later end of 10–14 (D.6)."""
EASY_SESSIONS_BACK = 4
"""Easy sessions after a stop for pain before anything fast: the later end of 3–4 (B8)."""

# --- spacing (S1, S2, D.7.2) ---------------------------------------------------------------

STRENGTH_GAP_DAYS = 2
"""48 h: one free day between two strength sessions (S2)."""
STEP_UPS_A_WEEK = 2
"""Step-up sessions within seven days (S3 of the sources: once or twice a week; B.6)."""

JUMP_GAP_DAYS = 2
SORE_JUMP_GAP_DAYS = 3
"""48 h between jumps and sprints; 72 h where it was amber (S3, X42)."""
HARD_RUN_GAP_HOURS = 6
EASY_RUN_GAP_HOURS = 3
"""Hours that leg strength keeps before a hard run, and from an easy one (S4, S5)."""
SHORT_SLEEP_HOURS = 4
"""Sleep under which rest is the better session (S10)."""
HARD_SIGNS = 2
"""Different hard signs in a week that make the next one lighter (B1)."""
HARD_SHARE = 0.5
"""Share of a session's exercises that have to show a sign (B1)."""
HARD_EFFORT_RISE = 2
HARD_CONTROL_FALL = 1
"""Effort up, or control down, by so much at the same numbers is a hard sign (B1)."""

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

CALF_LOAD_KG = 2.0
"""Smallest backpack step above the last rung of the calf ladder (D.7.4, P3)."""
MINOR_DAYS = 2
"""Days of one hundred minor touches before the major form (B.1, D.7.4)."""

MARCH_REPS = 8
"""Repetitions of the single-leg march without its jump (B.2)."""
JUMP_SETS = 2
JUMP_LEAST = 5
JUMP_STEP = 2
JUMP_MOST = 10
"""Jumps of the march: two sets of five a leg, two more at a time, ten at most (B.2, P9)."""
JUMP_PAIN = 1
"""Pain up to which the march may have its jump, and its jumps may grow (B.2, P9)."""

# --- contacts and runs (D.2, D.7.1) --------------------------------------------------------

CONTACT_BUDGET = {2: 60, 3: 80, 4: 100}
"""Counted contacts of a session by phase (D.2)."""
CONTACTS_FREE = 60.0
"""Contacts of a session above which the rise of a week is watched (D.7.1)."""
CONTACT_RISE = 1.2
"""At most a fifth more than the week before (D.2)."""
CONTRAST_SESSIONS = 4
CONTRAST_DAYS = 21
CONTRAST_PAIN = 1
"""Stride or hill sessions, within so many days, at most so painful, before a sprint (D.7.1)."""
SHORT_RUN_MINUTES = 5
"""Minutes easy, and of blocks, in the ten-minute version of a run (D.7.10)."""

# --- swaps (D.7.9) -------------------------------------------------------------------------

ON_THE_SPOT_SECONDS = (15, 20)
"""Of a drill on the spot, and where the table has three runs of it (D.7.9)."""
SKIPS_ON_THE_SPOT = 20
"""Hops of a set on the spot, ten on each leg (D.7.9)."""
QUICK_FEET = (4, 6)
RELAXED_STRIDES = (4, 15)
"""Sets and seconds of what takes the place of strides, or of hops and hills (D.7.5, D.7.9)."""
NEAR_FAST_SECONDS = 15
"""Of a stride near nine tenths of the fastest, without a hill (D.7.9)."""

# --- gates (D.7.8) -------------------------------------------------------------------------

GATE_REPEATS = 3
"""Times a gate is not met after which a person is named, and two sessions a week (D.7.8)."""

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
SHORT_REST_METRES = 20
"""Up to so many reps or metres the lower end of a range of rests holds (D.7.1)."""

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
RACE_AFTER_LINK_DAYS = 14
"""Phase 4 ends so long before a race (D.7.6)."""
AFTER_RACE_DAYS = 7
AFTER_MARATHON_DAYS = 14
"""Free days after a race, and after a marathon or longer (D.7.6)."""

# --- gates (D.3, D.7.2, D.7.8) --------------------------------------------------------------

GATE_WINDOW_DAYS = 42
"""Completed sessions of a phase count for adherence this long (D.7.2)."""
GATE_SESSIONS = 10
GATE_SESSIONS_NO_EMPTY_WEEK = 9
"""Sessions a gate asks for, and one less where no week was empty (D.3)."""
GATE_WEEKS_NOT_EMPTY = 4
"""The plan weeks of which none may be empty then (D.7.2)."""
GATE_SESSIONS_SHORTENED = 8
"""Sessions after a phase of three weeks, 8 of 9 (D.7.1)."""
GATE_SESSIONS_LAST = 9
GATE_SESSIONS_LAST_SHORTENED = 7
"""Sessions phase 4 asks for, and without its third week (D.3, D.7.1)."""
GATE_SESSIONS_PRIMER = 5
"""Sessions of six that PRIMER asks for (D.7.6)."""
GATE_LAST_SESSIONS = 3
GATE_FEWEST_SESSIONS = 2
"""Control is read over the last three full sessions, where fewer exist two at least (D.7.2)."""
GATE_CONTROL = 4
"""Control every exercise of a gate has to read (D.3)."""
GATE_SIDE_GAP = 1
"""Control points the legs may differ by (D.3)."""
GATE_LEAST_RUNG = 2
"""Rung of the core a gate asks for, counted from 0: the third (D.7.4)."""
GATE_SQUAT_POINTS = 4
"""Points of five in the squat test (D.3)."""
GATE_TOUCHES = 60
"""Touches of the 100-up in a row (D.3)."""
GATE_CALF_DRILLS = 15
GATE_CALF_DRILLS_SHARE = 0.7
"""Calf raises before phase 3: 15, or this share of the age's norm if that is less (D.3)."""
GATE_CALF_JUMPS = 20
"""Calf raises before jumps and sprints, or the age's norm if that is less (D.7.8)."""
GATE_CALF_TESTS = 2
"""Each leg counts with the best of its last two tests (D.7.8)."""
GATE_BLOCK_MINUTES = 15
"""Length of the form block that gate 3 → 4 reads (D.3)."""
GATE_PAIN_DAYS = 7
"""Days whose pain a gate looks at (D.3)."""
GATE_FAST_PAIN = 1
"""Pain that fast work may come with at gate 3 → 4, and anything for an early end (D.3)."""
GATE_RETEST_DAYS = 14
"""After a third failure a gate is asked again every so many days (D.7.8)."""

# --- self-tests (part E) --------------------------------------------------------------------

RETEST_DAYS = 28
"""A test is repeated every four weeks (part E)."""
EFFORTS_REST_MINUTES = 30
"""Easy minutes between the two all-out runs of T15 (part E, X26)."""
SIDE_DIFFERENCE_WORTH_NOTING = 0.15
"""Share by which the legs may differ in a count before it is said (T8)."""
HOP_DIFFERENCE_WORTH_NOTING = 0.10
"""The same for a hop, where 90 per cent is the common aim (T10, X31b)."""
WELL_PACED = 97
"""Per cent of the first hard interval that the last one keeps when paced well (T17)."""
RIEGEL_EXPONENT = 1.06
"""Predicted long time = short time × (long ÷ short) to this power (T14, X27)."""
FAST_WORK_CALF = 15
"""Calf raises before the hop test and the jump of the march (T10, B.2)."""
WEAK_FROM = 30
"""Score from which on a link is weak, and is trained after phase 4 (F.2.4, D.7.6)."""

# --- ten-minute version (D.7.10) -----------------------------------------------------------

SHORT_HUNDRED_UP = 60
SHORT_WARM_UP_REPS = 5

# --- charts -----------------------------------------------------------------------------------

SYMMETRY_LINE = 0.10
"""Legs closer than this share count as alike in a chart; no rule reads it (D.7.2 Sides) [J]."""
CADENCE_NOISE = 4.0
"""Steps a minute that counting cannot tell apart (T1: one count more or less is four)."""
CADENCE_LEAST_RUNS = 2
"""Runs at like pace that a stretch of time needs before its mean is compared [J]."""
BEST_AFTER_SESSIONS = 3
"""Sessions of an exercise before more than ever is called a best: the first ones are learning,
and every one of them would be [J]."""

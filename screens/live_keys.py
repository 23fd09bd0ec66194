"""The keys of the live screen, and when each of them works."""

from __future__ import annotations

from textual.binding import Binding

from app.coach.player import Phase, PlayerView
from screens.live_prompt import Prompt

REST_STEP = 15
_WAITS = (Phase.READY, Phase.REST, Phase.SWITCH)
_NOT_PAUSED = ("finish", "start", "pause", "leave_out", "poor_form", "rest_off")

BINDINGS = [
    Binding(
        "space", "finish", "Done", id="live.finish", tooltip="Finish the set with the count shown"
    ),
    Binding("space", "go_on", "Go on", id="live.go_on", tooltip="Let the clock run on"),
    Binding("space", "close_up", "Finish", id="live.close_up", tooltip="See what you did"),
    Binding(
        "space,tab",
        "leave_empty",
        "Pass",
        id="live.leave_empty",
        tooltip="Pass this question by; nothing is stored",
    ),
    Binding(
        "space", "start", "Start", id="live.start", tooltip="Start the set; again starts it at once"
    ),
    Binding("enter", "accept", "Accept", id="live.accept", tooltip="Take last time's answers"),
    Binding("enter", "start", "Start", show=False, id="live.start_too", tooltip="Start the set"),
    Binding(
        "enter",
        "close_up",
        "Finish",
        show=False,
        id="live.close_up_too",
        tooltip="See what you did",
    ),
    Binding("tab", "pass_by", "Pass", id="live.pass_by", tooltip="Pass this question by"),
    Binding(
        "f",
        "meanwhile",
        "It is done",
        id="live.meanwhile",
        tooltip="It was done while the program was away",
    ),
    Binding("p", "pause", "Pause", id="live.pause", tooltip="Stop the clock"),
    Binding("p", "go_on", "Go on", show=False, id="live.go_on_too", tooltip="Let the clock run on"),
    Binding("u", "undo", "Undo", id="live.undo", tooltip="Take the last thing back"),
    Binding(
        "left", "correct(-1)", "Count", key_display="←→", id="live.fewer", tooltip="Count one less"
    ),
    Binding("right", "correct(1)", "Count", show=False, id="live.more", tooltip="Count one more"),
    Binding(
        "plus,equals_sign",
        f"rest({REST_STEP})",
        "Rest",
        key_display="+−",
        id="live.longer",
        tooltip="Rest fifteen seconds longer",
    ),
    Binding(
        "minus",
        f"rest(-{REST_STEP})",
        "Rest",
        show=False,
        id="live.shorter",
        tooltip="Rest fifteen seconds less",
    ),
    Binding("o", "rest_off", "Rest off", id="live.rest_off", tooltip="End the rest; stand ready"),
    Binding("s", "skip", "Skip", id="live.skip", tooltip="Leave out this set, or the exercise"),
    Binding(
        "exclamation_mark",
        "pain",
        "Pain",
        key_display="!",
        id="live.pain",
        tooltip="Say that it hurts",
    ),
    Binding(
        "x",
        "poor_form",
        "Form gone",
        id="live.poor_form",
        tooltip="Two poor reps in a row: end the set, keep the reps (S7)",
    ),
    Binding("n", "note", "Note", id="live.note", tooltip="Write a note to this set"),
    Binding("c", "swap", "Change", id="live.swap", tooltip="Do something else instead"),
    Binding(
        "l", "later", "Later", id="live.later", tooltip="Do this exercise at the end of its part"
    ),
    Binding("b", "again", "Redo", id="live.again", tooltip="Do this set again, or the one before"),
    Binding(
        "h",
        "hands_free",
        "Hands-free",
        id="live.hands_free",
        tooltip="Let sets and rests follow one another by themselves, or no longer",
    ),
    Binding(
        "m", "pacer", "Own pace", id="live.pacer", tooltip="Count yourself, or be counted again"
    ),
    Binding(
        "v", "figure", "Figure", id="live.figure", tooltip="Show the moving figure, or hide it"
    ),
    Binding(
        "space",
        "leave_out",
        "Leave it out",
        id="live.leave_out",
        tooltip="Leave out what is left of an exercise that hurts",
    ),
    Binding("s", "widen", "Set or exercise", id="live.widen", tooltip="All that is left of it"),
    Binding("e", "end_early", "End here", id="live.end_early", tooltip="Keep what is done"),
    Binding("p", "leave_paused", "Leave paused", id="live.leave_paused", tooltip="Go on later"),
    Binding(
        "r", "save_again", "Try again", id="live.save_again", tooltip="Store what is not stored"
    ),
    Binding("l", "leave_unsaved", "Leave", id="live.leave_unsaved", tooltip="Leave it unsaved"),
    *(
        Binding(
            key,
            f"answer({value})",
            "Answer",
            show=False,
            id=f"live.answer_{value}",
            tooltip=f"{value}",
        )
        for value, key in enumerate((*"0123456789", "x"))
    ),
    Binding(
        "q,escape",
        "close_prompt",
        "Go on",
        key_display="q",
        id="live.close_prompt",
        tooltip="Go on",
    ),
    Binding("escape", "close_text", "Leave it", id="live.close_text", tooltip="Keep nothing"),
    Binding("q", "leave", "Leave", id="live.leave", tooltip="Leave it paused, or end it here"),
    Binding(
        "question_mark",
        "help",
        "Keys",
        key_display="?",
        id="live.help",
        tooltip="All keys that work",
    ),
]

ACTIONS = frozenset(binding.action.partition("(")[0] for binding in BINDINGS)


def works(action: str, view: PlayerView, prompt: Prompt) -> bool:
    """Return whether the key of this action does something now."""
    if prompt is not Prompt.NONE:
        return _works_in(prompt, action, view)
    counting_in = view.goes_on is not None
    if view.paused and action in _NOT_PAUSED:
        return action == "pause" and counting_in
    phase = view.phase
    open_ = phase not in (Phase.ASKING, Phase.DONE)
    correctable = phase is Phase.WORK or (view.last is not None and view.last.actual is not None)
    rests = phase in (Phase.REST, Phase.SWITCH) or view.overtime is not None
    return {
        "finish": phase is Phase.WORK,
        "start": phase in _WAITS and not view.stopped,
        "leave_out": phase in _WAITS and view.stopped,
        "meanwhile": view.away is not None,
        "rest_off": phase in (Phase.REST, Phase.SWITCH),
        "poor_form": phase is Phase.WORK,
        "swap": view.row is not None,
        "later": view.can_wait,
        "hands_free": open_,
        "pacer": open_,
        "figure": open_,
        "go_on": view.paused,
        "close_up": phase is Phase.DONE,
        "accept": view.question is not None and bool(view.question.ready),
        "leave_empty": phase is Phase.ASKING,
        "pass_by": view.question is not None and phase is not Phase.ASKING,
        "answer": view.question is not None,
        "pause": open_,
        "undo": view.can_undo,
        "again": view.can_go_back,
        "correct": correctable,
        "rest": rests,
        "skip": view.row is not None,
        "pain": view.focus is not None,
        "note": view.focus is not None,
        "leave": True,
        "help": True,
    }.get(action, False)


def _works_in(prompt: Prompt, action: str, view: PlayerView) -> bool:
    if action == "close_prompt":
        return not prompt.typed and prompt is not Prompt.UNSAVED
    return action in {
        Prompt.SKIP_SET: {"answer", "widen"},
        Prompt.SKIP_EXERCISE: {"answer", "widen"},
        Prompt.SWAP_WHY: {"answer"},
        Prompt.SWAP: {"answer", "leave_out"} if view.stopped else {"answer"},
        Prompt.PAIN: {"answer"},
        Prompt.LEAVE: {"end_early", "leave_paused"},
        Prompt.UNSAVED: {"save_again", "leave_unsaved"},
        Prompt.NOTE: {"close_text"},
        Prompt.PLACE: {"close_text"},
    }.get(prompt, set())

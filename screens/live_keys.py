"""The keys of the live screen, and when each of them works."""

from __future__ import annotations

from textual.binding import Binding

from app.coach.player import Phase, PlayerView, Stop
from screens.live_prompt import Prompt

REST_STEP = 15
_FEWER = "One less; five of touches, seconds and metres"
_MORE = "One more; five of touches, seconds and metres"
_WAITS = (Phase.READY, Phase.REST, Phase.SWITCH)

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
    Binding(
        "enter", "start_too", "Start", show=False, id="live.start_too", tooltip="Start the set"
    ),
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
    Binding("left", "correct(-1)", "Count", key_display="←→", id="live.fewer", tooltip=_FEWER),
    Binding("right", "correct(1)", "Count", show=False, id="live.more", tooltip=_MORE),
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
        tooltip="Two poor reps in a row: end the set, keep the reps",
    ),
    Binding(
        "exclamation_mark",
        "sharp",
        "Sharp or sudden",
        key_display="!",
        id="live.sharp",
        tooltip="Sharp or sudden pain: stop this exercise",
    ),
    Binding(
        "b",
        "on_bone",
        "On bone",
        id="live.on_bone",
        tooltip="Pain on one spot of bone: stop the session",
    ),
    Binding("w", "why", "Why", id="live.why", tooltip="Why this much of this exercise"),
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
            key_display="digit",
            id=f"live.answer_{value}",
            tooltip="Answer with this number; x is 10",
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


def working(view: PlayerView, prompt: Prompt) -> frozenset[str]:
    """Return the actions whose keys do something now."""
    if prompt is not Prompt.NONE:
        return _in_prompt(prompt, view)
    counting_in = view.goes_on is not None
    phase, waits = view.phase, view.phase in _WAITS
    rests = phase in (Phase.REST, Phase.SWITCH)
    works = phase is Phase.WORK
    open_ = phase not in (Phase.ASKING, Phase.DONE)
    asked = view.question is not None
    runs = not view.paused
    over = view.stop is Stop.SESSION
    conditions = {
        "finish": works and runs,
        "start": waits and runs and not view.stopped,
        # Enter answers: while a question is open it begins nothing.
        "start_too": waits and runs and not view.stopped and not asked,
        "leave_out": waits and runs and view.stopped,
        "poor_form": works and runs,
        "rest_off": rests and runs,
        "pause": open_ and (runs or counting_in),
        "go_on": view.paused,
        "meanwhile": view.away is not None,
        "close_up": phase is Phase.DONE,
        "accept": view.question is not None and bool(view.question.ready),
        "leave_empty": phase is Phase.ASKING,
        "pass_by": asked and phase is not Phase.ASKING,
        "answer": asked,
        "swap": view.row is not None and not over,
        "later": view.can_wait and not over,
        "skip": view.row is not None,
        "hands_free": open_,
        "pacer": open_,
        "figure": open_,
        "undo": view.can_undo,
        "again": view.can_go_back,
        "correct": works or (view.last is not None and view.last.actual is not None),
        "rest": rests or view.overtime is not None,
        "pain": view.focus is not None,
        "note": view.focus is not None,
        "why": view.row is not None,
        "leave": True,
        "help": True,
    }
    return frozenset(action for action, does in conditions.items() if does)


def _in_prompt(prompt: Prompt, view: PlayerView) -> frozenset[str]:
    keys = _IN_PROMPT.get(prompt, frozenset())
    if prompt is Prompt.SWAP and view.stopped:
        keys |= {"leave_out"}
    closes = not prompt.typed and prompt is not Prompt.UNSAVED
    return keys | {"close_prompt"} if closes else keys


_IN_PROMPT = {
    Prompt.SKIP_SET: frozenset({"answer", "widen"}),
    Prompt.SKIP_EXERCISE: frozenset({"answer", "widen"}),
    Prompt.SWAP_WHY: frozenset({"answer"}),
    Prompt.SWAP: frozenset({"answer"}),
    Prompt.PAIN: frozenset({"answer", "sharp", "on_bone"}),
    Prompt.BONE: frozenset({"end_early"}),
    Prompt.LEAVE: frozenset({"end_early", "leave_paused"}),
    Prompt.UNSAVED: frozenset({"save_again", "leave_unsaved"}),
    Prompt.NOTE: frozenset({"close_text"}),
    Prompt.PLACE: frozenset({"close_text"}),
}

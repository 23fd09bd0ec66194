"""What the runner hears: cues by meaning, a metronome and a voice.

`speaker.Speaker` is the only thing a screen needs. Nothing here writes to the terminal, holds up
the caller or raises into it: a session goes on without sound rather than stop because of it.
"""

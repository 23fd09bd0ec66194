"""The pieces of a text that screens put together."""

from __future__ import annotations

# Words alone, or words and the style they are shown in; `Content.assemble` takes them.
Part = str | tuple[str, str]

"""Makes an ill-formed XML file readable: the one step that GPX and TCX share.

Real files have bytes before their declaration, prefixes that nothing declares, or end in the
middle. What comes out is well-formed UTF-8 with everything that was whole.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from app.coach.frozen import dataclass
from app.errors import UsageError

_DECLARATION = re.compile(rb"""^<\?xml[^>]*?(?:encoding\s*=\s*["']([\w.-]+)["'])?[^>]*?\?>""")
# Characters that XML forbids anywhere.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DEEPEST = 64
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Repaired:
    """Well-formed XML, and what had to be done for it."""

    xml: bytes
    damaged: bool = False
    notes: tuple[str, ...] = ()


def repair(raw: bytes) -> Repaired:
    """Return `raw` as XML that parses.

    Raises `UsageError` for a file that declares entities, which no recorder writes and which can
    be made to fill the memory, and for one in which nothing can be read.
    """
    text, notes = _text(raw)
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise UsageError("it declares a document type or entities, which no recorder does")
    scan = _Scan()
    scan.run(text.encode("utf-8"))
    if scan.missing:
        declared = "".join(f' xmlns:{name}="urn:undeclared:{name}"' for name in scan.missing)
        text = re.sub(r"<([A-Za-z_][\w:.-]*)", rf"<\1{declared}", text, count=1)
        notes.append(f"it does not declare the prefix {', '.join(scan.missing)}")
        scan = _Scan()
        scan.run(text.encode("utf-8"))
    if scan.fault is None:
        return Repaired(text.encode("utf-8"), damaged=False, notes=tuple(notes))
    if not scan.open_at_cut:
        raise UsageError(f"it is not XML that can be read ({scan.fault})")
    closing = "".join(f"</{name}>" for name in reversed(scan.open_at_cut))
    xml = text.encode("utf-8")[: scan.cut] + closing.encode("utf-8")
    notes.append(f"it is damaged ({scan.fault}); what comes before is read")
    return Repaired(xml, damaged=True, notes=tuple(notes))


def _text(raw: bytes) -> tuple[str, list[str]]:
    """Return the text from the first element on, without a declaration."""
    notes: list[str] = []
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if encoding is None:
        start = max(raw.find(b"<"), 0)
        if start:
            notes.append("it has something before its first element")
            raw = raw[start:]
        declared = _DECLARATION.match(raw)
        encoding = "utf-8"
        if declared:
            raw = raw[declared.end() :]
            encoding = (declared.group(1) or b"utf-8").decode("ascii", "replace")
    try:
        text = raw.decode(encoding, "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    text = re.sub(r"^[^<]*(<\?xml[^>]*\?>)?", "", text, count=1)
    clean = _FORBIDDEN.sub("", text)
    if clean != text:
        notes.append("it holds characters that XML forbids; they were left out")
    return clean, notes


class _Scan:
    """One pass of the parser that remembers the last place at which the file could have ended."""

    def __init__(self) -> None:
        self.cut = 0
        self.open_at_cut: tuple[str, ...] = ()
        self.missing: list[str] = []
        self.fault: str | None = None
        self._open: list[str] = []
        self._declared: list[frozenset[str]] = [frozenset({"xml", "xmlns"})]
        self._ended = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def run(self, xml: bytes) -> None:
        """Read everything; a fault is kept, not raised."""
        try:
            self._parser.Parse(xml, True)
        except expat.ExpatError as error:
            self.fault = str(error)

    def _mark(self) -> None:
        # Whatever follows an end tag begins where that tag is complete.
        if self._ended:
            self._ended = False
            self.cut = self._parser.CurrentByteIndex
            self.open_at_cut = tuple(self._open)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._mark()
        if len(self._open) >= _DEEPEST:
            raise UsageError("it is nested deeper than any recorder writes")
        new = {key[6:] for key in attributes if key.startswith("xmlns:")}
        declared = self._declared[-1] | new
        for word in (name, *attributes):
            prefix = word.partition(":")[0]
            if ":" in word and prefix not in declared and prefix not in self.missing:
                self.missing.append(prefix)
        self._declared.append(declared)
        self._open.append(name)

    def _end(self, _name: str) -> None:
        self._mark()
        self._open.pop()
        self._declared.pop()
        self._ended = True

    def _characters(self, _text: str) -> None:
        self._mark()

"""The report for a physiotherapist or a coach, as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from app.errors import ContentError
from app.trainer.exports.format import Order, Sink, Written
from app.trainer.report import html, markdown
from app.trainer.report.compose import compose
from app.trainer.report.document import Document
from app.trainer.report.material import Material, gather


def write_markdown(order: Order, sink: Sink) -> Written:
    """Write the report as Markdown."""
    material, document = _composed(order)
    return _written(sink, markdown.render(document), material)


def write_html(order: Order, sink: Sink) -> Written:
    """Write the report as one HTML file. Raises `ContentError` where its style is not there."""
    file = order.desk.paths.assets / "report" / "report.css"
    try:
        style = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{file} cannot be read; install stridetui again.") from error
    material, document = _composed(order)
    return _written(sink, html.render(document, style), material)


def _composed(order: Order) -> tuple[Material, Document]:
    material = gather(order)
    return material, compose(material, order.selection.what)


def _written(sink: Sink, pieces: Iterable[str], material: Material) -> Written:
    with sink.text() as file:
        file.writelines(pieces)
    sets = sum(len(record.sets) for record in material.records)
    return {"set": sets, "session": len(material.records)}

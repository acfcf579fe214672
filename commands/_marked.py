"""A document for people: its text with the words of each claim marked, and what each field rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from claims.document import Document
from claims.exchange import claim
from claims.model import Mention, Span

_QUOTE = "bold"
_COLOURS = {
    "kind": "red",
    "quantity": "cyan",
    "period": "green",
    "places": "magenta",
    "chain": "yellow",
    "target": "blue",
    "method": "bright_red",
    "certainty": "bright_yellow",
    "polarity": "bright_magenta",
    "actuality": "bright_cyan",
}
_SHOWN = (
    "speaker_name",
    "via",
    "target",
    "method",
    "place",
    "certainty",
    "polarity",
    "actuality",
    "background",
)


def show(item_id: str, document: Document, mentions: Sequence[Mention]) -> None:
    """Print a document and its claims to standard output, in colour on a terminal."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"{item_id}  {document.title}".strip(), style="bold underline"))
    console.print(_marked(document, mentions))
    for number, mention in enumerate(mentions, 1):
        console.print(_claim(number, document, mention))
    console.print()


def _marked(document: Document, mentions: Sequence[Mention]) -> Text:
    text = Text(document.text)
    for mention in mentions:
        if mention.span.part == "text":
            text.stylize(_QUOTE, mention.span.start, mention.span.end)
        for name, basis in mention.evidence.items():
            if isinstance(basis, Span) and basis.part == "text":
                text.stylize(_COLOURS.get(name, ""), basis.start, basis.end)
    return text


def _claim(number: int, document: Document, mention: Mention) -> Text:
    values = claim(mention)
    out = Text.assemble(
        f"\n{number}. ",
        (mention.kind, "bold red"),
        f"  «{mention.quote}»  ",
        (f"rule: {mention.rule}", "dim"),
    )
    fields = {name: values[name] for name in _SHOWN if values[name] not in (None, [], "affirmed", False)}
    if mention.quantity:
        fields["quantity"] = _figure(mention)
    if mention.period:
        fields["period"] = f"{mention.period.start or '…'} – {mention.period.end or '…'}"
    for name, value in fields.items():
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        out.append(f"\n   {name}: {shown}")
        out.append(
            _basis(document, mention, {"speaker_name": "chain", "place": "places"}.get(name, name)), "dim"
        )
    return out


def _figure(mention: Mention) -> str:
    figure = mention.quantity
    assert figure is not None
    bounds = f"{figure.value:g}" + (f"–{figure.max:g}" if figure.max is not None else "")
    return f"{figure.op} {bounds} {figure.unit or ''}".strip()


def _basis(document: Document, mention: Mention, name: str) -> str:
    basis = mention.evidence.get(name)
    if isinstance(basis, Span):
        return f"  from «{document.part(basis.part)[basis.start : basis.end]}»"
    return f"  ({basis})" if basis else ""

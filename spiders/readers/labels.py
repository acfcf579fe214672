"""The words that open a paragraph and say what it is: labels, reminders, and what is no part of the text."""

from __future__ import annotations

import re

from claims.document import Role

_LABELS = {
    Role.SOURCE: ("source", "sources", "джерело", "джерела", "источник", "источники"),
    Role.DETAILS: (
        *("details", "more details", "update", "updated", "upd", "what is known"),
        *("деталі", "подробиці", "оновлено", "доповнено", "що відомо"),
        *("детали", "подробности", "обновлено", "дополнено", "что известно"),
    ),
    Role.QUOTE: (
        *("quote", "quotes", "direct quote", "direct speech", "verbatim"),
        *("пряма мова", "дослівно", "цитата"),
        *("прямая речь", "дословно"),
    ),
    Role.BACKGROUND: (
        *("background", "previously", "earlier", "what preceded", "what happened before", "prior to this"),
        *("context", "reminder", "as a reminder", "for reference", "recall"),
        *(
            "що передувало",
            "передісторія",
            "нагадаємо",
            "нагадуємо",
            "раніше",
            "контекст",
            "довідка",
            "довідково",
        ),
        *("что предшествовало", "предыстория", "напомним", "напоминаем", "ранее", "справка"),
    ),
}
# These begin a sentence as well, and then only their own paragraph is background.
_REMINDERS = (
    *("as a reminder", "recall that", "to recall", "нагадаємо", "нагадуємо", "напомним", "напоминаем"),
)
# What a label may say besides its own words ("Quote from the governor:") is short.
_LABEL_LENGTH = 60

_RELATED = (
    r"(?:read|see|watch|listen)\s+(?:also|more)|also\s+read|related(?:\s+\w+)?\s*:"
    r"|(?:more|read|читайте|детальніше|докладніше|подробнее)\s*:"
    r"|(?:читайте|читай|дивіться|слухайте)\s+(?:також|ще|теж|більше|за темою)"
    r"|(?:читайте|читай|смотрите|слушайте)\s+(?:также|еще|ещё|тоже|больше|по теме)"
)
_APPEALS = (
    r"support\s+(?:up|us|our|ukrainska|european)\b|become\s+(?:our|a|an|up)\b.{0,20}\bpatron"
    r"|follow\s+(?:us|our|up|ukrainska|european)\b|subscribe\s+to\s+(?:our|up|ukrainska|european)\b"
    r"|join\s+(?:the\s+up|our|us)\b|(?:if\s+you\s+)?noticed?\s+an?\s+(?:\w+\s+)?(?:error|mistake)"
    r"|підтрим(?:ай|айте|уй|уйте|ати)\s+(?:уп|нас|українську правду|європейську правду|незалежн\w+)\b"
    r"|поддерж(?:и|ите|ать)\s+(?:уп|нас|украинскую правду|европейскую правду|независим\w+)\b"
    r"|(?:стань|станьте|стати|стать)\s+(?:\w+\s+)?(?:патрон|членом клубу|членом клуба)"
    r"|(?:приєднуй|присоединяй)\w*\s+(?:до|к)\s+(?:клубу|клуба|нас|нам|нашого|нашему|спільноти)"
    r"|(?:підписуй|подписывай|підпишіть|подпишите)\w*\s+на\s"
    r"|(?:помітили|знайшли|заметили|нашли)\s+(?:помилку|ошибку)"
)
# An appeal may come after a sentence or two that lead up to it, and is never long.
_APPEAL_LENGTH = 250


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LABEL = re.compile(
    f"(?:{'|'.join(f'(?P<{role}>{_any(words)})' for role, words in _LABELS.items())})(?!\\w)", re.IGNORECASE
)
_REMINDER = re.compile(rf"(?:{_any(_REMINDERS)})(?!\w)", re.IGNORECASE)
_RELATED_START = re.compile(rf"(?:{_RELATED})(?!\w)\s*:?\s*(?P<title>.?)", re.IGNORECASE)
_APPEAL = re.compile(rf"(?:^|[.!?…]\s)\W*(?:{_APPEALS})", re.IGNORECASE)
_ADVERTISEMENT = re.compile(r"(?:advertisement|advertising|реклама)\s*:?", re.IGNORECASE)


def label(text: str, bold: str) -> Role | None:
    """Return the role that a paragraph's label gives to it and to what follows.

    ``bold`` is the part of the text, from its beginning, that is set in bold.
    """
    found = _LABEL.match(text)
    return Role(str(found.lastgroup)) if found and _is_label(text, bold, found.end()) else None


def _is_label(text: str, bold: str, end: int) -> bool:
    if text[end:].lstrip().startswith(":"):
        return True
    if not end <= len(bold) <= _LABEL_LENGTH:
        return False
    return ":" in text[end : _LABEL_LENGTH + 1].partition(".")[0]


def is_reminder(text: str) -> bool:
    """Say whether a paragraph opens by reminding of earlier news."""
    return _REMINDER.match(text) is not None


def related(text: str) -> str | None:
    """Return what follows the words of a pointer to other articles ("" for none), None for other text."""
    found = _RELATED_START.match(text)
    return found["title"] if found else None


def is_appeal(text: str) -> bool:
    """Say whether a paragraph advertises, or asks the reader for something."""
    if _ADVERTISEMENT.fullmatch(text):
        return True
    return len(text) <= _APPEAL_LENGTH and _APPEAL.search(text) is not None

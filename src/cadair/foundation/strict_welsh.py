"""In tests, Welsh that falls back to English stops the page instead of reaching a reader (WEL-01).

gettext answers with the English text when a catalogue has none: the one failure nobody notices.
`refuse_fallback` puts, behind the Welsh catalogues, one that refuses to answer.
"""

from __future__ import annotations

import gettext
from typing import NoReturn

from django.utils.translation import trans_real

from cadair.foundation.bilingual import MissingTranslation


class _NoAnswer(gettext.NullTranslations):
    """Stands where the English catalogue stood as the fallback of Welsh."""

    def gettext(self, message: str) -> NoReturn:
        raise MissingTranslation(f"no Welsh in any catalogue for “{_readable(message)}”")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        del msgid2
        raise MissingTranslation(f"no Welsh in any catalogue for {n} of “{_readable(msgid1)}”")


class _Strict(trans_real.DjangoTranslation):
    """Django's translation of one language, whose Welsh has nothing to fall back on."""

    def __init__(
        self, language: str, domain: str | None = None, localedirs: list[str] | None = None
    ) -> None:
        super().__init__(language, domain, localedirs)
        if language.startswith("cy"):
            self._fallback = None
            self.add_fallback(_NoAnswer())


def refuse_fallback() -> None:
    """From now on a Welsh lookup without Welsh raises `MissingTranslation`, in this process."""
    vars(trans_real)["DjangoTranslation"] = _Strict
    vars(trans_real)["_translations"].clear()


def _readable(message: str) -> str:
    """Django puts the context of a message before it, parted by a control character."""
    return message.replace(trans_real.CONTEXT_SEPARATOR, " | ")

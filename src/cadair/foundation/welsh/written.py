"""What somebody wrote, in the form in which it is stored, or refused with a sentence that helps.

Every action that keeps a text of somebody takes it through here, so that no database has to refuse
it and no export is refused by the season file, whose limits are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean, clean_line

LONGEST_NAME: Final = 200
LONGEST_TITLE: Final = 300
LONGEST_PASSAGE: Final = 50_000


class UnfitText(Refusal):
    """A text is missing or too long; the sentence names the field."""


def written_line(
    field: str | Promise, text: str, *, longest: int = LONGEST_NAME, is_required: bool = False
) -> str:
    """`text` as one line without hidden characters.

    Raises:
        UnfitText: nothing is left of a required text, or it is too long.
    """
    return _fitting(field, clean_line(text), longest, is_required=is_required)


def written_passage(field: str | Promise, text: str, *, is_required: bool = False) -> str:
    """`text` with its lines, without hidden characters.

    Raises:
        UnfitText: nothing is left of a required text, or it is too long.
    """
    return _fitting(field, clean(text), LONGEST_PASSAGE, is_required=is_required)


def in_both(
    field: str | Promise, text: BilingualText, written: Callable[[str | Promise, str], str]
) -> BilingualText:
    """Both sides of `text`, each as `written_line` or `written_passage` keeps it.

    Raises:
        UnfitText: what `written` raises.
    """
    return BilingualText(cy=written(field, text.cy), en=written(field, text.en))


def _fitting(field: str | Promise, text: str, longest: int, *, is_required: bool) -> str:
    if is_required and not text:
        raise UnfitText("text-missing", _("Nothing is written here: %(field)s.") % {"field": field})
    if len(text) > longest:
        raise UnfitText(
            "text-too-long",
            _("This text is too long: %(field)s. Characters: %(length)s. At most: %(longest)s.")
            % {"field": field, "length": len(text), "longest": longest},
        )
    return text

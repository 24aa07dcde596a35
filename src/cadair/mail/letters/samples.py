"""Made-up values with which a letter is shown before there is anybody to send it to."""

from __future__ import annotations

from dataclasses import Field
from typing import Any, Final

from cadair.foundation.bilingual import BilingualText

_PAGE: Final = BilingualText(
    cy="https://gwobrau.example.org/cy/enghraifft/", en="https://awards.example.org/en/example/"
)

BY_NAME: Final[dict[str, Any]] = {
    "season": BilingualText(cy="Gwobrau’r Cwm 2026", en="Valley Awards 2026"),
    "title": "Operation Lantern",
    "together_with": "Operation Lantern",
    "reference": "N-0042",
    "code": "ABCD-EFGH",
    "closes": BilingualText(
        cy="Dydd Gwener, 2 Hydref 2026 am 17:00", en="Friday 2 October 2026 at 17:00"
    ),
    "review_by": BilingualText(cy="16 Hydref 2026", en="16 October 2026"),
    "page": _PAGE,
    "was": BilingualText(cy="2 Hydref 2026", en="2 October 2026"),
    "becomes": BilingualText(cy="9 Hydref 2026", en="9 October 2026"),
    "reason": BilingualText(
        cy="Digwyddodd y gwaith y tu allan i Gymru.", en="The work took place outside Wales."
    ),
    "note": BilingualText(
        cy="Gofynnodd nifer o bobl am wythnos arall.", en="Several people asked for another week."
    ),
}
"""The name of a field of a letter → what an example of it says."""

BY_TYPE: Final[dict[str, Any]] = {
    "str": "Eirian Llwyd",
    "int": 2,
    "bool": False,
    "BilingualText": BilingualText(cy="Enghraifft", en="An example"),
    "tuple[BilingualText, ...]": (
        BilingualText(cy="Atal", en="Prevention"),
        BilingualText(cy="Pobl Ifanc", en="Young People"),
    ),
    "tuple[str, ...]": ("Eirian Llwyd", "Ann Parry"),
}
"""What stands for a field with another name: by its type as it is written."""


def sample_value(field: Field[Any]) -> Any:
    """An example of a field of a letter.

    Raises:
        LookupError: nobody has said what an example of it looks like.
    """
    kind = str(getattr(field.type, "__name__", field.type))
    by_name = BY_NAME.get(field.name)
    if by_name is not None and type(by_name).__name__ == kind:
        return by_name
    if by_name is not None and kind == "str" and isinstance(by_name, BilingualText):
        return by_name.en
    if kind not in BY_TYPE:
        raise LookupError(f"no example of {field.name}: {kind}; write `samples` of the letter")
    return BY_TYPE[kind]

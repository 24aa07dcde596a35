"""Words that are, or may become, addresses of the system itself; no slug may be one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seasonfile.document.texts import Language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RESERVED_SLUGS: Final[Mapping[Language, frozenset[str]]] = {
    "cy": _words(
        "allgofnodi archif arddull beirniadu beirniaid calendr canlyniadau categoriau ceisiadau "
        "chwilio cwcis cyfrif cymorth cysylltu enwebiadau enwebu ffrwd ffrydiau gosodiadau gwall "
        "gwobrau hygyrchedd llwyfan mewngofnodi newyddion preifatrwydd proffil rhagolwg rheolau "
        "staff static tymhorau"
    ),
    "en": _words(
        "accessibility account admin api archive awards calendar categories contact cookies "
        "entries error feed feeds help judges judging login logout news nominate nominations posts "
        "preview privacy profile results rules search seasons settings sign-in sign-out sitemap "
        "staff stage static style"
    ),
}
"""By language, because an address begins with its language; `cadair.foundation` has no more."""

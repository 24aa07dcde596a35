"""Words that are, or may become, addresses of the system itself; no slug may be one of them."""

from __future__ import annotations

from typing import Final

_WELSH: Final = """
allgofnodi archif arddull ateb beirniadu beirniaid calendr canlyniadau categoriau ceisiadau chwilio
cod cwcis cyfrif cymorth cysylltu demo desg enwebiadau enwebu ffrwd ffrydiau gosodiadau gwall
gwobrau hygyrchedd llwyfan mewngofnodi newyddion panel pobl post preifatrwydd proffil rhagolwg
rheolau staff testunau tymhorau
"""

_ENGLISH: Final = """
accessibility account admin api archive awards calendar categories code contact cookies demo desk
entries error feed feeds help judges judging login logout mail news nominate nominations people
posts preview privacy profile respond results rules search seasons settings sign-in sign-out sitemap
staff stage static style texts
"""

RESERVED_SLUGS: Final = frozenset((*_WELSH.split(), *_ENGLISH.split()))
"""In both languages alike: the word of the other one leads to the page in this one."""

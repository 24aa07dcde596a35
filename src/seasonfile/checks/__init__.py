"""What a schema cannot say: how the parts of a season hang together."""

from __future__ import annotations

from seasonfile.document import SeasonDocument
from seasonfile.nodes import Mapping
from seasonfile.problems import Problem


def check_document(file: str, root: Mapping, document: SeasonDocument) -> list[Problem]:
    """Everything that does not hang together in a document, blanks passed over."""
    return []

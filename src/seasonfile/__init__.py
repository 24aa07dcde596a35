"""Reading, checking and writing season files: one YAML 1.2 file that holds a whole season."""

from seasonfile.document import *  # noqa: F403
from seasonfile.document import __all__ as _document_names

__all__ = [*_document_names]

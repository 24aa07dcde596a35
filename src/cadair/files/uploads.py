"""Files on their way in: taken only where a page asks for them, and never more than is allowed."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    StopUpload,
    TemporaryFileUploadHandler,
)

MOST_BYTES: Final = 64_000_000
"""More than this is not even read to the end, whatever a season allows."""

TAKES_FILES: Final = "takes_files"
"""The attribute of a view that asks for files."""


class NoFiles(FileUploadHandler):
    """The usual case: a page asks for none, so what comes is dropped unread."""

    def new_file(self, *_args: Any, **_kwargs: Any) -> None:
        """Refuse it."""
        raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Never asked."""
        return None

    def file_complete(self, file_size: int) -> None:
        """There is none."""


class OneFile(TemporaryFileUploadHandler):
    """The first file of a form goes to a file on disk, further ones are dropped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the first, leave the others."""
        self.taken += 1
        if self.taken > 1:
            raise SkipFile
        super().new_file(*args, **kwargs)

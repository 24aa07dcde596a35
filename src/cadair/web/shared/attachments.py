"""Handing out a file that somebody sent: as a download, and as nothing a browser would run."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from cadair.files import keeping
from cadair.files.models import StoredFile
from cadair.files.states import ENDINGS, MEDIA_TYPES, FileState


def attachment(file: StoredFile | None, name: str = "") -> HttpResponse:
    """The clean copy of a file, to be saved under `name`, or under the name its sender gave it.

    Whoever calls this has made sure that the reader may have it. The ending of the name is that of
    what the file is, whatever it was called.

    Raises:
        Http404: there is no clean copy.
    """
    if file is None or file.state != FileState.READY:
        raise Http404
    try:
        content = keeping.read_back(file.place)
    except FileNotFoundError as error:
        raise Http404 from error
    stem = PurePosixPath(name or file.name).stem or "file"
    answer = HttpResponse(content, content_type=MEDIA_TYPES[file.kind])
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=stem + ENDINGS[file.kind])
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer

"""The commands of the console program, one module an area; each adds itself to the parser."""

from __future__ import annotations


def set_up() -> None:
    """Start Django with the reader's language; commands that need no database never call this."""
    import django
    from django.utils import translation

    from cadair.foundation.catalogue import compile_all

    compile_all()
    django.setup()
    translation.activate("en")

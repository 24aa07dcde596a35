"""The commands of the console program, one module an area; each adds itself to the parser."""

from __future__ import annotations


def set_up(*, for_work: bool = False) -> None:
    """Start Django with the reader's language; commands that need no database never call this.

    Args:
        for_work: refuse unsafe settings, and the demo's database for a real service and the other
            way round: for every command that writes or serves.

    Raises:
        ImproperlyConfigured: a setting, or with `for_work` the database, is not what it should be.
    """
    import django
    from django.utils import translation

    from cadair.foundation.catalogue import compile_all

    compile_all()
    django.setup()
    translation.activate("en")
    if for_work:
        from cadair.config import boot

        boot.refuse_unsafe_settings()
        boot.refuse_the_wrong_database()

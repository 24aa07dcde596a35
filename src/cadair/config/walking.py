"""A database of its own for the walk, so that nothing anybody looks at is touched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def on_a_fresh_database(name: str) -> Iterator[Path]:
    """Point the settings, before Django starts, at a new folder with a new SQLite database."""
    with tempfile.TemporaryDirectory(prefix=f"cadair-{name}-") as folder:
        for setting in [name for name in os.environ if name.startswith("CADAIR_")]:
            del os.environ[setting]
        os.environ["CADAIR_VAR"] = folder
        os.environ["CADAIR_DEMO"] = "1"
        yield Path(folder)

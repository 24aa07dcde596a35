"""The index under the index on SQLite: every three letters of the words, so that no row is read.

SQLite keeps it beside the table of words by triggers, in the same transaction. They are put back
after every `migrate`, which drops them where it rebuilds the table. PostgreSQL compares the rows
themselves: it does so on its own processor, fast enough for one season.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.expressions import RawSQL

SHORTEST: Final = 3
"""What is shorter stands in no group of three letters."""
WORDS: Final = "nominations_entrywords"
_PUT_BACK: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS nominations_trigrams USING fts5(text, tokenize='trigram')",
    "DROP TRIGGER IF EXISTS words_come",
    "DROP TRIGGER IF EXISTS words_change",
    "DROP TRIGGER IF EXISTS words_go",
    """
CREATE TRIGGER words_come AFTER INSERT ON nominations_entrywords
BEGIN INSERT INTO nominations_trigrams(rowid, text) VALUES (NEW.entry_id, NEW.text); END""",
    """
CREATE TRIGGER words_change AFTER UPDATE OF text ON nominations_entrywords
WHEN OLD.text IS NOT NEW.text
BEGIN UPDATE nominations_trigrams SET text = NEW.text WHERE rowid = NEW.entry_id; END""",
    """
CREATE TRIGGER words_go AFTER DELETE ON nominations_entrywords
BEGIN DELETE FROM nominations_trigrams WHERE rowid = OLD.entry_id; END""",
    """
DELETE FROM nominations_trigrams
WHERE rowid NOT IN (SELECT entry_id FROM nominations_entrywords)""",
    """
INSERT INTO nominations_trigrams(rowid, text) SELECT entry_id, text FROM nominations_entrywords
WHERE entry_id NOT IN (SELECT rowid FROM nominations_trigrams)""",
)


def put_back(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the table and its triggers, and fill it where it does not hold what it should."""
    connection = connections[using]
    if connection.vendor != "sqlite" or WORDS not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _PUT_BACK:
            cursor.execute(statement)


def entries_with(words: Iterable[Iterable[str]], using: str = DEFAULT_DB_ALIAS) -> Any:
    """The entries with each of these words in one of its forms, as a question within a question.

    None where this database has no such index. Every form has at least `SHORTEST` letters.
    """
    if connections[using].vendor != "sqlite":
        return None
    asked = " AND ".join("(" + " OR ".join(map(_quoted, forms)) + ")" for forms in words)
    # The only text that differs is a parameter, quoted as the index wants it.
    question = "SELECT rowid FROM nominations_trigrams WHERE nominations_trigrams MATCH %s"
    return RawSQL(question, [asked])  # noqa: S611  # nosec B611


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'

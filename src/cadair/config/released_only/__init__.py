"""The database engine of the alias `public` on SQLite: reads what is released, only."""

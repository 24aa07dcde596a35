"""An action that says no says why, in the reader's language, and what to do."""

from __future__ import annotations

from django.utils.functional import Promise


class Refusal(Exception):
    """An action was refused; nothing was changed.

    `code` is stable and safe to log; `str()` is the sentence for the reader.
    """

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[type[Refusal], tuple[object, ...]]:
        """Without this a refusal raised in another process could not come back to ours."""
        return type(self), (self.code, self.message)


class NotAllowed(Refusal):
    """The actor may not do this."""


class NotNow(Refusal):
    """The thing is not in a state in which this can be done."""


class NotComplete(Refusal):
    """Something is missing; `problems` lists every missing thing, a sentence each."""

    def __init__(
        self, code: str, message: str | Promise, problems: tuple[str | Promise, ...]
    ) -> None:
        super().__init__(code, message)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([str(self.message), *(f"- {problem}" for problem in self.problems)])

    def __reduce__(self) -> tuple[type[Refusal], tuple[object, ...]]:
        return type(self), (self.code, self.message, self.problems)

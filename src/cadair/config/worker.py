"""The worker: looks in the rows for what is due, does it, sleeps, looks again.

There is no queue to lose: a sweep that was missed finds the same rows the next time.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Mapping

from django.db import close_old_connections
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

SWEEPS = (
    "cadair.seasons.tasks.close_due",
    "cadair.publishing.tasks.announce_due",
    "cadair.publishing.tasks.release_due",
    "cadair.publishing.tasks.renew_due",
    "cadair.publishing.tasks.tell_due",
    "cadair.publishing.tasks.publish_due_posts",
    "cadair.record.tasks.send_heads_due",
    "cadair.mail.tasks.deliver_due",
    "cadair.mail.tasks.forget_old",
    "cadair.people.tasks.forget_sessions",
    "cadair.people.tasks.forget_accounts",
    "cadair.nominations.tasks.forget_drafts",
    "cadair.nominations.tasks.forget_imports",
    "cadair.nominations.tasks.tell_nominees_due",
    "cadair.nominations.tasks.remind_referees",
    "cadair.nominations.tasks.lapse_questions",
    "cadair.nominations.tasks.remind_due",
    "cadair.judging.tasks.remind_judges_due",
    "cadair.judging.tasks.share_out_due",
    "cadair.judging.tasks.work_out_due",
    "cadair.judging.tasks.order_pairs_due",
    "cadair.files.tasks.check_due",
    "cadair.nominations.tasks.tell_of_refused",
    "cadair.files.tasks.forget_unused",
    "cadair.files.tasks.forget_unfinished",
    "cadair.files.tasks.forget_lost",
    "cadair.nominations.tasks.mend_words",
    "cadair.nominations.tasks.look_for_repeats",
    "cadair.retention.tasks.forget_daily",
)
"""What is looked after, in this order; each answers how many things it did."""

SECONDS_BETWEEN_LOOKS = 2.0


class Worker:
    """Runs every sweep again and again until it is told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.sweeps: Mapping[str, Callable[[], int]] = {
            path: import_string(path) for path in SWEEPS
        }

    def look(self) -> int:
        """Run every sweep once; one that fails is logged and does not keep the others from theirs.

        Returns how many things were done.
        """
        done = 0
        for path, sweep in self.sweeps.items():
            close_old_connections()
            try:
                done += sweep()
            except Exception:
                # The next look tries again; the log keeps the traceback for the operator.
                logger.exception("sweep failed: %s", path)
        return done

    def run(self) -> None:
        """Look until SIGTERM or SIGINT comes."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        while not self.stopping.is_set():
            self.look()
            self.stopping.wait(SECONDS_BETWEEN_LOOKS)

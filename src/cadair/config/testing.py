"""Settings of the test run."""

from cadair.config.settings import *  # noqa: F403

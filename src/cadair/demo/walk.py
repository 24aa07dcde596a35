"""The two things one does with the demo: prepare it to be looked at, and walk it to its end.

`prepare` fills an empty database with the archives and an open demo season. `walk` takes a demo
season from its file to published results with the real actions, at the times at which they would
happen, and says after each what came out.
"""

from __future__ import annotations

from cadair.demo.preparing import prepare
from cadair.demo.walking import walk

__all__ = ["prepare", "walk"]

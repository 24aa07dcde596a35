"""`python -m adjudicate`: the same as the program `adjudicate`."""

from __future__ import annotations

import sys

from adjudicate.program import main

if __name__ == "__main__":
    sys.exit(main())

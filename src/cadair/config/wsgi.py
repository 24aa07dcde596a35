"""What the web server calls. Settings nobody may serve with stop it here."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadair.config.settings")
application = get_wsgi_application()

from cadair.config.boot import refuse_the_wrong_database, refuse_unsafe_settings  # noqa: E402

refuse_unsafe_settings()
refuse_the_wrong_database()
# Workers are forked from here, and no two processes may share a connection.
connections.close_all()

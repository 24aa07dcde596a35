"""What stands already: the panel reads what was sent; where it judges already, it was read."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

JUDGED = ("judging", "deciding", "sealed", "released")


def copy_what_was_sent(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Seasons had no questions of their own yet: judges read every answer.

    Nobody has looked for hints in what is unread: it counts as if there were one.
    """
    sent = apps.get_model("nominations", "Nomination").objects
    sent.update(panel_summary=F("summary"), panel_answers=F("answers"))
    sent.update(hints=1)
    sent.filter(season__state__in=JUDGED).update(is_read=True)


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("nominations", "0009_when_repeats_were_looked_for")]

    operations = [
        migrations.RunPython(copy_what_was_sent, migrations.RunPython.noop, elidable=True),
    ]

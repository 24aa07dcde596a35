"""Registration of the web area."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """`cadair.web.account`."""

    name = "cadair.web.account"
    label = "web_account"

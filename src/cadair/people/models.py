"""Accounts and organisations."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import UserManager
from django.db import models

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record


class Account(AbstractBaseUser, Record):
    """Somebody who can sign in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = UserManager["Account"]()


class Organisation(Record):
    """A body that nominates, is nominated, holds a panel seat or employs somebody.

    A body with one official name has the same text in both languages.
    """

    key = models.SlugField(max_length=80, unique=True)
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    sort_cy = models.BinaryField()
    sort_en = models.BinaryField()

    name = Bilingual()

"""Where what people send lies: on this disk, or in an object storage that speaks S3.

Nothing in the storage is public: no address leads there but our own pages, which ask who may read.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cadair.config.hosts import is_loopback

_NAMES: Final = ("BUCKET", "ENDPOINT", "REGION", "PREFIX", "KEY_ID", "SECRET", "SECRET_FILE")
SECONDS: Final = 10
"""So long one attempt may take before it counts as failed."""


def read(env: Mapping[str, str], var: Path) -> dict[str, Any]:
    """The storage `files`, as Django's setting `STORAGES` wants it.

    Raises:
        ImproperlyConfigured: something is missing or cannot be meant; the sentence names it.
    """
    said = {name: env.get(f"CADAIR_S3_{name}", "").strip() for name in _NAMES}
    if not any(said.values()):
        return on_this_disk(var / "files")
    if not said["BUCKET"]:
        raise ImproperlyConfigured(
            "Object storage also needs CADAIR_S3_BUCKET: docs/operators/settings.md"
        )
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured(
            "Object storage needs more than is installed. Run: scripts/bootstrap s3"
        )
    secret = _secret(said)
    if bool(said["KEY_ID"]) != bool(secret):
        raise ImproperlyConfigured(
            "CADAIR_S3_KEY_ID and CADAIR_S3_SECRET belong together: set both, or neither where "
            "the machine itself has the right to the bucket"
        )
    return in_a_bucket(
        bucket=said["BUCKET"],
        endpoint=_endpoint(said["ENDPOINT"]),
        region=said["REGION"],
        prefix=said["PREFIX"].strip("/"),
        key_id=said["KEY_ID"],
        secret=secret,
    )


def on_this_disk(folder: Path) -> dict[str, Any]:
    """A folder that only the owner of the process may read."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": folder,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def in_a_bucket(
    *, bucket: str, endpoint: str, region: str, prefix: str, key_id: str, secret: str
) -> dict[str, Any]:
    """A bucket whose objects nobody reads without our key."""
    from botocore.config import Config

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "location": prefix,
            "access_key": key_id or None,
            "secret_key": secret or None,
            # No list of rights is sent: an object without one is private, and buckets that are set
            # up safely refuse any. Names are random, so that nothing is ever overwritten; asking
            # first whether one is there would cost a request each time.
            "default_acl": None,
            "file_overwrite": True,
            "querystring_auth": True,
            "object_parameters": {
                "ContentType": "application/octet-stream",
                "ContentDisposition": "attachment",
                "CacheControl": "private, no-store",
            },
            "client_config": Config(
                signature_version="s3v4",
                connect_timeout=SECONDS,
                read_timeout=SECONDS,
                retries={"max_attempts": 2},
                # Names of buckets as part of the path: what other makers than Amazon understand.
                s3={"addressing_style": "path"} if endpoint else {},
            ),
        },
    }


def _secret(said: Mapping[str, str]) -> str:
    if said["SECRET_FILE"]:
        return Path(said["SECRET_FILE"]).read_text("utf-8").strip()
    return said["SECRET"]


def _endpoint(address: str) -> str:
    if not address:
        return ""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or is_loopback(parts.hostname or "")
    if not is_safe or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "CADAIR_S3_ENDPOINT is the address of the object storage, beginning with https://"
        )
    return address.rstrip("/")

"""Files in an object storage: everything that files do works there, and nothing in it is public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from moto import mock_aws

from cadair.config.checks import the_storage_answers
from cadair.config.environment import read
from cadair.files import keeping
from cadair.files.actions import begin_upload, join_upload, keep_file, keep_part
from cadair.files.arriving import take_in
from cadair.files.models import StoredFile
from cadair.files.states import FileState
from cadair.files.tasks import check_due, forget_lost, forget_unused
from cadair.foundation import clock
from cadair.foundation.refusals import NotNow
from cadair.web.shared.attachments import attachment
from tests.cadair.files import samples

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
SET = {
    "CADAIR_S3_BUCKET": "cadair-files",
    "CADAIR_S3_REGION": "eu-west-2",
    "CADAIR_S3_PREFIX": "awards",
    "CADAIR_S3_KEY_ID": "key",
    "CADAIR_S3_SECRET": "secret",
}


@pytest.fixture
def bucket(settings: Any, tmp_path: Path) -> Iterator[Any]:
    """A bucket, and the settings that an operator writes for it."""
    with mock_aws():
        client = boto3.client("s3", region_name="eu-west-2")
        client.create_bucket(
            Bucket="cadair-files",
            CreateBucketConfiguration={"LocationConstraint": "eu-west-2"},
        )
        files = read({**SET, "CADAIR_VAR": str(tmp_path)}).files
        settings.STORAGES = {**settings.STORAGES, "files": files}
        with clock.at(NOON):
            yield client


def _keys(client: Any) -> set[str]:
    there = client.list_objects_v2(Bucket="cadair-files").get("Contents", [])
    return {each["Key"] for each in there}


def _sent(content: bytes) -> StoredFile:
    upload = SimpleUploadedFile("letter.pdf", content)
    return keep_file(arrived=take_in(upload, most_bytes=10_000_000))


def test_a_file_is_kept_checked_handed_out_and_forgotten(bucket: Any) -> None:
    file = _sent(samples.a_document())
    assert _keys(bucket) == {f"awards/{file.place}"}
    assert check_due() == 1
    file.refresh_from_db()
    assert file.state == FileState.READY
    assert _keys(bucket) == {f"awards/{file.place}"}
    answer = attachment(file)
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    with clock.at(NOON + timedelta(hours=2)):
        assert forget_unused() == 1
    assert _keys(bucket) == set()


def test_nothing_in_the_bucket_is_public_and_no_address_is_handed_out(bucket: Any) -> None:
    file = _sent(samples.a_document())
    key = f"awards/{file.place}"
    grants = bucket.get_object_acl(Bucket="cadair-files", Key=key)["Grants"]
    assert not [each for each in grants if each["Grantee"].get("URI")]
    head = bucket.head_object(Bucket="cadair-files", Key=key)
    assert head["ContentDisposition"] == "attachment"
    assert "letter" not in key


def test_a_file_in_parts_is_put_together(bucket: Any) -> None:
    content = samples.a_photograph() + b"\0" * 1_200_000
    incoming = begin_upload(
        about="draft:x", name="me.jpg", size=len(content), mark="m", most_bytes=10_000_000
    )
    for number, start in enumerate(range(0, len(content), 1_000_000)):
        part = SimpleUploadedFile("blob", content[start : start + 1_000_000])
        keep_part(incoming=incoming, number=number, part=part)
    assert len(_keys(bucket)) == 2
    file = keep_file(arrived=join_upload(incoming=incoming, most_bytes=10_000_000))
    assert _keys(bucket) == {f"awards/{file.place}"}
    assert check_due() == 1


def test_what_no_row_names_is_swept(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    place = keeping.put_away(b"left by a crash")
    folder = int(place[:2], 16)
    monkeypatch.setattr(clock, "wall", lambda: _in_folder(folder))
    assert forget_lost() == 1
    assert _keys(bucket) == set()


def _in_folder(folder: int) -> datetime:
    """A moment two days on in which the worker looks into one folder."""
    seconds = int((datetime.now(tz=UTC) + timedelta(days=2)).timestamp()) // 512 * 512
    return datetime.fromtimestamp(seconds + 2 * folder, tz=UTC)


def test_a_bucket_that_is_gone_is_an_error_that_one_can_act_on(bucket: Any) -> None:
    file = _sent(samples.a_document())
    bucket.delete_object(Bucket="cadair-files", Key=f"awards/{file.place}")
    with pytest.raises(FileNotFoundError):
        keeping.read_back(file.place)
    bucket.delete_bucket(Bucket="cadair-files")
    with pytest.raises(NotNow, match="could not be saved"):
        _sent(samples.a_document())
    (message,) = the_storage_answers()
    assert message.id == "cadair.W006"
    assert "secret" not in message.msg


def test_the_check_leaves_nothing_behind(bucket: Any) -> None:
    assert the_storage_answers() == []
    assert _keys(bucket) == set()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"CADAIR_S3_BUCKET": ""}, "CADAIR_S3_BUCKET"),
        ({"CADAIR_S3_SECRET": ""}, "CADAIR_S3_SECRET"),
        ({"CADAIR_S3_ENDPOINT": "http://storage.example.org"}, "CADAIR_S3_ENDPOINT"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_the_start(
    changed: dict[str, str], named: str, tmp_path: Path
) -> None:
    with pytest.raises(ImproperlyConfigured, match=named):
        read({**SET, "CADAIR_VAR": str(tmp_path), **changed})


def test_without_it_files_lie_on_this_disk(tmp_path: Path) -> None:
    files = read({"CADAIR_VAR": str(tmp_path)}).files
    assert files["OPTIONS"]["location"] == tmp_path / "files"

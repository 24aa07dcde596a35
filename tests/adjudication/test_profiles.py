"""Methods are frozen: a season that named one years ago must still mean the same."""

from __future__ import annotations

import re

import pytest

from adjudication.errors import UnknownProfile
from adjudication.profiles import PROFILES, Profile, Stage, profile_named

# Never change a line here. A method that must behave otherwise is a new profile with a new number.
PUBLISHED = {
    "mean/1": "47aa5f367ea8a64d650a1c84d599cbb6ce9e2c0f3b7c97da8e0afa6c030fd9fc",
    "rescaled-mean/1": "f85679d0ca10787e173688904ee0f7f2042f879bbd8be641158481e76bde1514",
    "highest-mean/1": "36bbffdb2296bc215ad586e909ddbc65cbeee0b030683c981bbdbad2e98fdd49",
    "highest-score/1": "73516fd9a72c8271ff95d8ac58ef9659284cef8b62216884dbe52a19a80d1a48",
    "panel-chooses/1": "fe98229c8de343793f5efb3b6ef56e3fe62335a593b9ef4f9e3375bbd6338934",
    "panel-chooses/2": "4cde79bcb6b26011e2af47ceaebe4990c6ff7e594cbac72a3deeb88db2156b13",
    "combined-score/1": "6b67ab6b1398dc1f9e8f542e1ddb050769e7a23af054502aad0d2add88a3e239",
    "ranked-ballot/1": "fe3a4f94aa1a4bbd76fe89da406658d29473d39ba5fea098a0c92d062f1cd5b8",
}


def test_no_published_method_was_edited_or_taken_away() -> None:
    assert {profile.name: profile.sha256 for profile in PROFILES} == PUBLISHED


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: str(profile.name))
def test_a_method_has_a_version_a_statement_and_a_source(profile: Profile) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*/[1-9][0-9]*", profile.name)
    assert len(profile.statement) > 60
    assert all(profile.sources)
    assert profile.sources


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: str(profile.name))
def test_a_method_says_everything_its_stage_needs(profile: Profile) -> None:
    is_scoring = profile.stage is Stage.SCORING
    assert (profile.missing_mark is not None) is is_scoring
    assert (profile.compares is not None) is not is_scoring
    assert bool(profile.pools) is not is_scoring


def test_a_method_is_found_by_its_whole_name_only() -> None:
    assert profile_named("mean/1").name == "mean/1"
    for name in ("mean", "mean/2", "Mean/1", ""):
        with pytest.raises(UnknownProfile) as refused:
            profile_named(name)
        assert refused.value.facts == {"name": name}

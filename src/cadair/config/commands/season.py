"""Commands on a season: check and load its file, and every step from opening to release."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    from cadair.foundation.actors import Actor
    from cadair.seasons.models import Season
    from seasonfile import SeasonDocument

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the commands of this area."""
    season = commands.add_parser("season", help="a season file, and every step of a season")
    steps = season.add_subparsers(metavar="STEP", required=True)
    _add_file_steps(steps)
    _add_plain_steps(steps)
    decide = _step(steps, "decide", "write down what the panel decided", _decide)
    decide.add_argument(
        "--from",
        dest="file",
        type=_readable,
        required=True,
        help="a season file; its decisions and awards are written down, the rest is not read",
    )
    _step(steps, "approve", "approve every award text; you vouch that somebody read it", _approve)
    seal = _step(steps, "seal", "confirm the results; decisions and awards are frozen", _seal)
    seal.add_argument(
        "--confirmed-by",
        required=True,
        metavar="E-MAIL",
        help="the second person, whose confirmation you vouch for",
    )
    release = _step(steps, "release", "publish the results, now or at a minute", _release)
    release.add_argument(
        "--at",
        type=_minute,
        metavar="YYYY-MM-DDTHH:MM",
        help="the minute, on the clock in Wales; the worker publishes at it (default: now)",
    )


def _add_file_steps(steps: Commands) -> None:
    check = steps.add_parser(
        "check", help="every problem of a season file at once; needs no database"
    )
    check.add_argument("file", type=_readable)
    check.add_argument("--language", choices=["cy", "en"], default="en")
    check.set_defaults(run=_check)
    load = steps.add_parser("load", help="load a season file: all of it, or nothing")
    load.add_argument("file", type=_readable)
    load.set_defaults(run=_load)
    export = _step(steps, "export", "write a season to a file, or to the screen", _export)
    export.add_argument("file", type=Path, nargs="?")


def _add_plain_steps(steps: Commands) -> None:
    _step(steps, "open", "open for nominations: freeze and hash the rules", _open)
    _step(steps, "close", "close nominations, once their time is over", _close)
    _step(steps, "accept", "find every entry eligible that nobody has checked yet", _accept)
    _step(steps, "judge", "hand the eligible entries to the panel", _judge)
    _step(steps, "score", "every entry's exact score, who counted and who stepped aside", _score)
    _step(steps, "meet", "end independent judging: the panel decides", _meet)
    _step(steps, "propose", "what the rules and marks suggest, each step explained", _propose)


def _step(steps: Commands, name: str, explained: str, run: object) -> argparse.ArgumentParser:
    step = steps.add_parser(name, help=explained, description=explained)
    step.add_argument("key", help="the key of the season, as in its file")
    step.set_defaults(run=run)
    return step


def _readable(text: str) -> Path:
    """A file that can be opened: a slip in its name is no problem of the file."""
    try:
        Path(text).open("rb").close()
    except OSError as problem:
        raise argparse.ArgumentTypeError(f"{problem.strerror}: {text}") from problem
    return Path(text)


def _minute(text: str) -> datetime:
    """A minute on the clock in Wales, as a moment."""
    from cadair.foundation import clock

    try:
        wall = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - a clock on a wall
        return clock.from_london(wall)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no minute in Wales. Write it like 2026-11-27T09:00"
        ) from problem


def _season(call: argparse.Namespace) -> tuple[Season, Actor]:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.seasons.queries import season_by_key

    return season_by_key(call.key), Actor.operator()


def _check(call: argparse.Namespace) -> int:
    import seasonfile

    problems = seasonfile.check(call.file)
    for problem in problems:
        print(problem.render(call.language))
    if not problems:
        print(f"{call.file}: nothing wrong. Next: cadair season load {call.file}")
    return 1 if problems else 0


def _document(file: Path) -> SeasonDocument | None:
    """The season in a file; None, and its problems printed, where it has any."""
    import seasonfile

    try:
        return seasonfile.read(file)
    except seasonfile.InvalidSeasonFile as invalid:
        for problem in invalid.problems:
            print(problem.render("en"))
        return None


def _load(call: argparse.Namespace) -> int:
    document = _document(call.file)
    if document is None:
        print("Nothing was loaded.")
        return 1
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.seasons.season_file import load_season

    season = load_season(document=document, by=Actor.operator())
    print(f"{season.key}: loaded, {season.get_state_display()}")
    return 0


def _export(call: argparse.Namespace) -> int:
    season, _by = _season(call)
    import seasonfile
    from cadair.seasons.season_file import export_season

    content = seasonfile.write(export_season(season))
    if call.file is None:
        print(content.decode(), end="")
    else:
        call.file.write_bytes(content)
        print(f"{call.file}: written")
    return 0


def _open(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.publishing.actions import announce_season
    from cadair.seasons.actions import open_season
    from cadair.seasons.queries import current_rules

    season = open_season(season=season, by=by)
    announce_season(season=season, by=by)
    rules = current_rules(season)
    if rules is not None:
        print(f"{season.key}: open. Rules version {rules.version}, SHA-256 {rules.sha256}")
    return 0


def _close(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.seasons.actions import close_nominations

    season = close_nominations(season=season, by=by)
    print(f"{season.key}: {season.get_state_display()}. Next: cadair season accept {season.key}")
    return 0


def _accept(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.nominations.actions import declare_eligible
    from cadair.nominations.queries import unchecked_entries

    accepted = [declare_eligible(entry=entry, by=by) for entry in unchecked_entries(season)]
    print(f"{season.key}: {len(accepted)} entries found eligible")
    return 0


def _judge(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.judging.actions import begin_judging

    season = begin_judging(season=season, by=by)
    print(f"{season.key}: {season.get_state_display()}")
    return 0


def _score(call: argparse.Namespace) -> int:
    season, _by = _season(call)
    from cadair.judging.scorebook import score_lines

    for line in score_lines(season):
        print(line)
    return 0


def _meet(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.judging.actions import begin_deciding

    season = begin_deciding(season=season, by=by)
    print(f"{season.key}: {season.get_state_display()}. Next: cadair season propose {season.key}")
    return 0


def _propose(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.outcomes.actions import propose_season
    from cadair.outcomes.explanations import proposal_lines

    for proposal in propose_season(season=season, by=by):
        for line in proposal_lines(proposal):
            print(line)
    return 0


def _decide(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.outcomes.season_file import decide_from

    document = _document(call.file)
    if document is None:
        print("Nothing was decided.")
        return 1
    decided = decide_from(season=season, document=document, by=by)
    for decision in decided:
        print(f"{decision.category.key}: {decision.get_outcome_display()}")
    return 0


def _approve(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from django.db import transaction

    from cadair.outcomes.actions import approve_award_text

    waiting = season.awards.filter(is_text_approved=False)
    with transaction.atomic():
        approved = [approve_award_text(award=award, by=by) for award in waiting]
    print(f"{season.key}: {len(approved)} award texts approved. Next: cadair season seal")
    return 0


def _seal(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from cadair.outcomes.actions import seal_season
    from cadair.people.queries import actor_by_email

    seal = seal_season(season=season, by=by, confirmed_by=actor_by_email(call.confirmed_by))
    print(f"{season.key}: results confirmed. SHA-256 {seal.sha256}")
    return 0


def _release(call: argparse.Namespace) -> int:
    season, by = _season(call)
    from django.db import transaction

    from cadair.outcomes.actions import order_release
    from cadair.publishing.actions import release_season

    if call.at is not None:
        from cadair.foundation import clock

        order_release(season=season, by=by, release_at=call.at)

        wall = clock.to_london(call.at).strftime("%Y-%m-%d %H:%M")
        print(f"{season.key}: will be published at {wall} (Wales) by the worker")
        return 0
    with transaction.atomic():
        order_release(season=season, by=by)
        snapshot = release_season(season=season, by=by)
    print(f"{season.key}: published. SHA-256 {snapshot.sha256}")
    return 0

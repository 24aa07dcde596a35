"""Who can meet when: the answers of the judges, and who has not answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cadair.judging.gathering_states import CanCome
from cadair.judging.models import DateAnswer, DateOption, DatePoll, Judge
from cadair.seasons.models import Season


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A time with what each judge says of it, in the order of the panel; None: nothing yet."""

    option: DateOption
    said: Sequence[CanCome | None]

    @property
    def yes(self) -> int:
        """How many can come."""
        return self.said.count(CanCome.YES)

    @property
    def if_need_be(self) -> int:
        """How many could come if need be."""
        return self.said.count(CanCome.IF_NEED_BE)


def panel_of(season: Season) -> list[Judge]:
    """The judges who come to the meeting; substitutes read, and do not."""
    return list(season.judges.filter(is_substitute=False).select_related("account"))


def answers_of(poll: DatePoll, judges: Sequence[Judge]) -> list[OptionLine]:
    """Every time that is asked about, with the answers of these judges."""
    given = {
        (option, judge): CanCome(said)
        for option, judge, said in DateAnswer.objects.filter(option__poll=poll).values_list(
            "option_id", "judge_id", "answer"
        )
    }
    return [
        OptionLine(option, [given.get((option.pk, judge.pk)) for judge in judges])
        for option in poll.options.all()
    ]


def silent_judges(poll: DatePoll) -> list[Judge]:
    """The judges who have not answered for every time."""
    judges = panel_of(poll.season)
    lines = answers_of(poll, judges)
    return [
        judge for at, judge in enumerate(judges) if any(line.said[at] is None for line in lines)
    ]

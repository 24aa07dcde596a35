"""What may tie a judge to an entry: values in, suggestions out; a judge decides (PRO-02).

Compared are the body whose seat the judge holds, the domain of their e-mail address, their name,
and the bodies that their own represents, with what an entry names and who sent it in. A suggestion
says which of these agree; it never holds a word of the entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cadair.foundation.welsh.searching import search_fold
from cadair.judging.naming import Likeness, likeness
from cadair.judging.states import InterestKind, InterestNature, Sign

_BOXES: Final = (
    "aol blueyonder btconnect btinternet btopenworld fastmail gmail gmx googlemail hey hotmail "
    "icloud live mac mail me msn ntlworld o2 outlook pm plus proton protonmail rocketmail sky "
    "talktalk tiscali tuta tutanota virgin virginmedia yahoo yandex ymail zoho"
)
_PUBLIC: Final = frozenset(_BOXES.split())
"""By their first label: with these anybody can have an address."""
_NOBODYS: Final = ("example.com", "example.net", "example.org", "example", "test", "invalid")
"""Reserved names: an address there is nobody’s."""
_SHARED: Final = frozenset(
    {
        *("ac.uk", "co.uk", "gov.uk", "ltd.uk", "me.uk", "net.uk", "nhs.uk", "org.uk"),
        *("plc.uk", "police.uk", "sch.uk", "nhs.wales", "wales.nhs.uk", "hwbcymru.net"),
    }
)
"""Many bodies share these: an address there, or one below, tells nothing of another."""
_FEWEST_NAMES: Final = 2


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the register: all its names, and the domains where it is known to have letters."""

    id: int
    names: tuple[str, ...]
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A judge: name, address, account, the body of the seat, and whom that body represents."""

    name: str
    address: str
    account: int | None
    body: Body
    represents: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a nomination in, and, by account, who wrote it too."""

    name: str = ""
    address: str = ""
    organisation: str = ""
    accounts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PutForward:
    """What is known of an entry: bodies and people, each with whether the panel may not read it."""

    bodies: Sequence[tuple[int, bool]] = ()
    people: Sequence[tuple[str, bool]] = ()
    addresses: Sequence[str] = ()
    senders: Sequence[Sender] = ()


class Suggestion(NamedTuple):
    """One thing that agrees. `body` is named to the judge only where it is not `is_hidden`."""

    sign: Sign
    body: int | None = None
    is_hidden: bool = False

    @property
    def is_employer(self) -> bool:
        """Whether it is about the judge’s own body: not dismissed without a reason."""
        return self.sign in EMPLOYERS

    @property
    def needs_reason(self) -> bool:
        """Whether “no interest” needs a word of explanation."""
        return self.sign in EMPLOYERS or self.sign == Sign.SENT_IT

    @property
    def nature(self) -> InterestNature:
        """What the tie would be."""
        return MEANING[self.sign][1]

    @property
    def kind(self) -> InterestKind:
        """What is suggested to declare."""
        return MEANING[self.sign][0]


EMPLOYERS: Final = frozenset({Sign.EMPLOYER, Sign.SENT_BY_EMPLOYER, Sign.SAME_DOMAIN})
MEANING: Final[Mapping[Sign, tuple[InterestKind, InterestNature]]] = {
    Sign.SENT_IT: (InterestKind.STEP_ASIDE, InterestNature.NOMINATOR),
    Sign.NAMESAKE_SENT_IT: (InterestKind.STEP_ASIDE, InterestNature.NOMINATOR),
    Sign.NAMED: (InterestKind.STEP_ASIDE, InterestNature.OTHER),
    Sign.EMPLOYER: (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER),
    Sign.SENT_BY_EMPLOYER: (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER),
    Sign.SAME_DOMAIN: (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER),
    Sign.LIKE_EMPLOYER: (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER),
    Sign.MEMBER: (InterestKind.MAY_SCORE, InterestNature.PARTNER_ORGANISATION),
}
"""What each sign suggests, in the order in which signs weigh."""


@dataclass
class Matching:
    """One judge beside many entries; each body and each name is compared once."""

    judge: Sitting
    bodies: Mapping[int, Body]
    _bodies: dict[int, Sign | None] = field(default_factory=dict)
    _texts: dict[str, Likeness] = field(default_factory=dict)

    def suggestions(self, entry: PutForward) -> tuple[Suggestion, ...]:
        """What agrees, the weightiest first, each sign once; empty where nothing does."""
        found: dict[Sign, Suggestion] = {}
        for each in self._all(entry):
            known = found.get(each.sign)
            # Where one of two may be named, that one is.
            if known is None or (known.is_hidden and not each.is_hidden):
                found[each.sign] = each
        return tuple(found[sign] for sign in MEANING if sign in found)

    def _all(self, entry: PutForward) -> Iterator[Suggestion]:
        for sender in entry.senders:
            yield from self._of_sender(sender)
        yield from self._of_people(entry)
        for body, is_hidden in entry.bodies:
            sign = self._of_body(body)
            if sign is not None:
                yield Suggestion(sign, body, is_hidden)

    def _of_people(self, entry: PutForward) -> Iterator[Suggestion]:
        for name, is_hidden in entry.people:
            if is_same_person(name, self.judge.name):
                yield Suggestion(Sign.NAMED, is_hidden=is_hidden)
        for address in entry.addresses:
            if same_box(address, self.judge.address):
                yield Suggestion(Sign.NAMED)
            elif share_domain(address, self.judge.address):
                yield Suggestion(Sign.SAME_DOMAIN, self.judge.body.id)

    def _of_sender(self, sender: Sender) -> Iterator[Suggestion]:
        own = self.judge
        is_own = same_box(sender.address, own.address) or own.account in sender.accounts
        if is_own and (own.account is not None or own.address):
            yield Suggestion(Sign.SENT_IT)
            return
        if is_same_person(sender.name, own.name):
            yield Suggestion(Sign.NAMESAKE_SENT_IT)
        if self._of_text(sender.organisation) is Likeness.SAME:
            yield Suggestion(Sign.SENT_BY_EMPLOYER, own.body.id)
        elif share_domain(sender.address, own.address):
            yield Suggestion(Sign.SAME_DOMAIN, own.body.id)

    def _of_body(self, body: int) -> Sign | None:
        if body not in self._bodies:
            self._bodies[body] = self._compared(body)
        return self._bodies[body]

    def _compared(self, body: int) -> Sign | None:
        own = self.judge
        if body == own.body.id:
            return Sign.EMPLOYER
        known = self.bodies.get(body)
        level = max(map(self._of_text, known.names), default=Likeness.NONE) if known else None
        if level is Likeness.SAME:
            return Sign.EMPLOYER
        if body in own.represents:
            return Sign.MEMBER
        if known and any(share_domain(f"@{each}", own.address) for each in known.domains):
            return Sign.SAME_DOMAIN
        return Sign.LIKE_EMPLOYER if level is Likeness.LIKE else None

    def _of_text(self, text: str) -> Likeness:
        """How far a name agrees with that of the judge’s body, in either language."""
        if not text.strip():
            return Likeness.NONE
        if text not in self._texts:
            self._texts[text] = max(
                (likeness(text, name) for name in self.judge.body.names), default=Likeness.NONE
            )
        return self._texts[text]


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are one, whatever their accents, titles, order and middle initials."""
    ours, theirs = _names(one), _names(other)
    return len(ours) >= _FEWEST_NAMES and ours == theirs


_TITLES: Final = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "obe", "mbe", "cbe", "qpm"),
        *("cllr", "cyng", "rev", "parch", "pc", "sgt", "insp", "supt", "athro", "rhingyll"),
    )
)


def _names(name: str) -> frozenset[str]:
    words = search_fold(name).replace(".", " ").replace(",", " ").split()
    return frozenset(word for word in words if len(word) > 1 and word not in _TITLES)


def same_box(one: str, other: str) -> bool:
    """Whether letters to two addresses come to one box: “+” and what follows is a note."""
    ours, theirs = _box(one), _box(other)
    return ours is not None and ours == theirs


def _box(address: str) -> tuple[str, str] | None:
    name, at, domain = address.strip().casefold().rpartition("@")
    return (name.partition("+")[0], domain) if at and name else None


def share_domain(one: str, other: str) -> bool:
    """Whether two addresses are of one body, by their domain or one below the other’s.

    Never by a domain where anybody can have an address, nor by one that many bodies share.
    """
    ours, theirs = _domain(one), _domain(other)
    if not ours or not theirs:
        return False
    return ours == theirs or _is_below(ours, theirs) or _is_below(theirs, ours)


def _is_below(lower: str, upper: str) -> bool:
    return "." in upper and upper not in _SHARED and lower.endswith(f".{upper}")


def _domain(address: str) -> str:
    """The domain of an address, where it can belong to one body; else nothing."""
    domain = address.strip().casefold().rpartition("@")[2].rstrip(".")
    is_nobodys = any(domain == each or domain.endswith(f".{each}") for each in _NOBODYS)
    if "." not in domain or is_nobodys or domain in _SHARED:
        return ""
    return "" if domain.partition(".")[0] in _PUBLIC else domain


def domains_of(addresses: Iterable[str]) -> frozenset[str]:
    """The domains by which a body can be told, from addresses at which it has letters."""
    return frozenset(found for each in addresses if (found := _domain(each)))


def needs_reason(suggestions: Collection[Suggestion], kind: InterestKind) -> bool:
    """Whether what is declared goes against a sign that is not dismissed without a reason."""
    return kind == InterestKind.NONE and any(each.needs_reason for each in suggestions)

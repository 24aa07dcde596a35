"""What is wrong in an award rule, by the code the judging core gives, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULE_PROBLEMS: Final[Mapping[str, Promise]] = {
    "no-category": _("It is given nowhere. Choose a group or a category in which it is given."),
    "not-for-this-pool": _("This method does not fit whom it chooses from. Choose another one."),
    "below-one": _("The number must be 1 or more."),
    "outside-0-to-100": _("Points lie between 0 and 100."),
    "not-decimal-text": _("Write a number of points from 0 to 100, such as 1.5."),
    "more-than-six-decimals": _("Points have at most six decimals."),
    "method-compares-nothing": _(
        "Where the panel chooses freely, no points are compared. Leave the points empty."
    ),
    "needs-after": _(
        "The rule speaks of an award that is given first. Choose it under “Given after another "
        "kind of award”."
    ),
    "not-given-there": _("The award that is given first is not given in the same categories."),
    "no-entries-to-limit": _(
        "An award to people or at the panel’s discretion cannot be limited to one for each entry "
        "or organisation. Leave these limits empty."
    ),
    "goes-with-combined-score": _(
        "Weights of categories go together with the method that takes the scores of several "
        "categories together. Choose that method and write the weights, or leave them empty."
    ),
    "goes-with-ranked-ballot": _(
        "How ballots are counted goes together with the method of ballots. Choose that method and "
        "how they are counted, or leave both out."
    ),
    "combined-score-has-no-criteria": _(
        "Where the scores of several categories are taken together, a condition can ask for the "
        "score or for the total of every judge, not for a criterion."
    ),
    "repeated": _("The same thing is said twice. Leave one of them out."),
    "joint-not-allowed": _(
        "Equal scores do not share this award, so a tie cannot end in sharing it. Allow it to be "
        "shared, or end ties otherwise."
    ),
    "nothing-follows-declare-joint": _(
        "Sharing the award ends every tie: nothing can follow it. Put it last."
    ),
    "goes-with-a-lot": _(
        "A lot goes together with the digest of its seed. Write both, or leave both out."
    ),
    "not-a-sha256": _("The digest of the seed has 64 figures and letters from a to f."),
    "criterion-goes-with-criterion": _("Say which criterion the condition is about."),
}


def problem_in_words(facts: Mapping[str, object], error: Exception) -> str | Promise:
    """What is wrong and what to do, as a sentence; for what no form can send, the core’s words."""
    problem = RULE_PROBLEMS.get(str(facts.get("problem", "")))
    return problem or _("An award rule is not well formed: %(error)s") % {"error": error}

"""What a schema cannot say: how the parts of a season hang together."""

from __future__ import annotations

from seasonfile.checks.awards import check_awards
from seasonfile.checks.dates import check_dates
from seasonfile.checks.entrants import check_entrants
from seasonfile.checks.form import check_form
from seasonfile.checks.identities import check_identities
from seasonfile.checks.judging import check_judging
from seasonfile.checks.known import known
from seasonfile.checks.references import check_references
from seasonfile.checks.rounds import check_rounds
from seasonfile.checks.rules import check_rules
from seasonfile.checks.slugs import check_slugs
from seasonfile.checks.stages import check_stages
from seasonfile.document import SeasonDocument
from seasonfile.nodes import Mapping, line_of
from seasonfile.problems import Problem, problem

_CHECKS = (
    check_identities,
    check_references,
    check_rules,
    check_form,
    check_dates,
    check_slugs,
    check_entrants,
    check_judging,
    check_rounds,
    check_awards,
    check_stages,
)


def check_document(file: str, root: Mapping, document: SeasonDocument) -> list[Problem]:
    """Everything that does not hang together in a document; blanks are passed over.

    `root` is the tree that the document was read from: it knows the lines.
    """
    everything = known(root, document)
    problems = []
    for check in _CHECKS:
        for finding in check(everything):
            facts = dict(finding.facts)
            if finding.first is not None:
                facts["first"] = line_of(root, *finding.first)
            problems.append(problem(file, line_of(root, *finding.path), finding.code, **facts))
    return problems

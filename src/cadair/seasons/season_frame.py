"""The frame of a season file: programme, season, texts, dates, categories, criteria, kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.people.actions import note_other_names
from cadair.people.models import Organisation
from cadair.people.queries import is_named_by_a_season
from cadair.seasons.models import (
    AwardKind,
    Category,
    CeremonyFacts,
    Criterion,
    Programme,
    ScaleAnchor,
    Season,
    SeasonMoment,
    SeasonPaper,
    SeasonText,
)
from cadair.seasons.states import Completeness
from cadair.seasons.validators import MOMENTS, SEASON_TEXTS
from seasonfile import (
    AnchorPart,
    AwardKindPart,
    CategoryPart,
    CeremonyPart,
    CriterionPart,
    Moment,
    OrganisationPart,
    PaperPart,
    ProgrammePart,
    RulePart,
    SeasonDocument,
    StatedPart,
    Text,
    TextsPart,
    TimetablePart,
)


def bilingual(text: Text | None) -> BilingualText:
    """A text of the file as a value of the project; absent is empty."""
    return BilingualText(text.cy, text.en) if text is not None else BilingualText()


def file_text(text: BilingualText) -> Text | None:
    """A value of the project as a text of the file; empty is absent."""
    return Text(cy=text.cy, en=text.en) if text else None


def given_text(text: BilingualText) -> Text:
    """A value of the project that is never empty as a text of the file."""
    return Text(cy=text.cy, en=text.en)


def sorted_by(name: BilingualText) -> dict[str, bytes]:
    """The stored sort keys of a name, as keyword arguments."""
    return {"sort_cy": sort_key_cy(name.cy), "sort_en": sort_key_en(name.en)}


def write_organisations(parts: Iterable[OrganisationPart]) -> dict[str, Organisation]:
    """Register the file's organisations; one that nothing else names takes the file's names.

    Raises:
        Refusal: the key belongs to an organisation of another name that another season names.
    """
    listed = list(parts)
    found = {part.key: _write_organisation(part) for part in listed}
    for part in listed:
        note_other_names(organisation=found[part.key], names=part.also)
    return found


def _write_organisation(part: OrganisationPart) -> Organisation:
    name = bilingual(part.name)
    known = Organisation.objects.filter(key=part.key).first()
    if known is not None and known.name == name:
        if part.sector and not known.sector:
            known.sector = part.sector
            known.save(update_fields=["sector"])
        return known
    if known is not None and is_named_by_a_season(known):
        raise Refusal(
            "organisation-key-taken",
            _(
                "This key belongs to another organisation. Choose another key, or give it the "
                "same names. Key: %(key)s. Known as: %(name)s"
            )
            % {"key": part.key, "name": f"{known.name_cy} / {known.name_en}"},
        )
    organisation, _new = Organisation.objects.update_or_create(
        key=part.key,
        defaults={**columns("name", name), **sorted_by(name), "sector": part.sector or ""},
    )
    return organisation


def write_programme(part: ProgrammePart, organisations: Mapping[str, Organisation]) -> Programme:
    """The file's programme; one that is known already takes what the file says, but its address.

    Raises:
        Refusal: another season's pages stand under the programme's address, or another programme's.
    """
    slug = bilingual(part.slug)
    others = Programme.objects.exclude(key=part.key)
    is_taken = others.filter(Q(slug_cy=slug.cy) | Q(slug_en=slug.en)).exists()
    known = Programme.objects.filter(key=part.key).first()
    if is_taken or (known and known.slug != slug and known.seasons.exists()):
        raise Refusal(
            "programme-address",
            _("The address of a programme is permanent and its own. Keep it. Programme: %(key)s")
            % {"key": part.key},
        )
    programme, _new = Programme.objects.update_or_create(
        key=part.key,
        defaults={
            **columns("name", bilingual(part.name)),
            **columns("slug", bilingual(part.slug)),
            **columns("tagline", bilingual(part.tagline)),
            "organiser": organisations[part.organiser] if part.organiser else None,
        },
    )
    return programme


def write_season(document: SeasonDocument, programme: Programme, *, loaded_sha256: str) -> Season:
    """The season with everything that hangs directly on it.

    Raises:
        Refusal: the programme has another season in the same year.
    """
    if programme.seasons.filter(year=document.year).exists():
        raise Refusal(
            "year-taken",
            _("The programme has a season in this year already. Year: %(year)s")
            % {"year": document.year},
        )
    season = Season.objects.create(
        programme=programme,
        key=document.key,
        year=document.year,
        **columns("name", bilingual(document.name)),
        state=document.state,
        completeness=document.completeness,
        preset=document.preset,
        is_fictional=document.fictional,
        stated_nominations=document.stated.nominations if document.stated else None,
        minimum_scorecards=document.minimum_scorecards,
        released_at=document.released.instant if document.released else None,
        loaded_sha256=loaded_sha256,
    )
    _write_texts(season, document.texts)
    _write_timetable(season, document.timetable)
    _write_papers(season, document.papers)
    _write_criteria(season, document)
    _write_kinds(season, document.award_kinds)
    _write_ceremony(season, document.ceremony)
    return season


def _write_texts(season: Season, texts: TextsPart) -> None:
    for key in SEASON_TEXTS:
        text: Text | None = getattr(texts, key)
        if text is not None:
            SeasonText.objects.create(season=season, key=key, **columns("text", bilingual(text)))


def _write_timetable(season: Season, timetable: TimetablePart) -> None:
    for key in MOMENTS:
        moment: Moment | None = getattr(timetable, key)
        if moment is not None:
            SeasonMoment.objects.create(season=season, key=key, **moment_columns(moment))


def _write_papers(season: Season, parts: Iterable[PaperPart]) -> None:
    for part in parts:
        SeasonPaper.objects.create(
            season=season,
            kind=part.kind,
            link=part.link,
            name=part.name,
            on_date=date.fromisoformat(part.on),
        )


def moment_columns(moment: Moment) -> dict[str, Any]:
    """A moment of the file as the columns `at`, `on_date`, `text_cy`, `text_en`."""
    return {
        "at": moment.instant,
        "on_date": date.fromisoformat(moment.on) if moment.on else None,
        **columns("text", bilingual(moment.text)),
    }


def _write_criteria(season: Season, document: SeasonDocument) -> None:
    for position, part in enumerate(document.criteria):
        Criterion.objects.create(
            season=season,
            key=part.key,
            position=position,
            **columns("name", bilingual(part.name)),
            asks=[ask.as_dict() for ask in part.asks],
            weight=part.weight,
        )
    for anchor in document.scale:
        ScaleAnchor.objects.create(
            season=season, mark=anchor.mark, **columns("label", bilingual(anchor.label))
        )


def write_categories(season: Season, parts: Iterable[CategoryPart]) -> dict[str, Category]:
    """The season's categories in the order of the file, by key."""
    return {
        part.key: Category.objects.create(
            season=season,
            key=part.key,
            group=part.group,
            position=position,
            **columns("name", bilingual(part.name)),
            **sorted_by(bilingual(part.name)),
            **columns("slug", bilingual(part.slug)),
            **columns("definition", bilingual(part.definition)),
            **columns("note", bilingual(part.note)),
            **columns("caution", bilingual(part.caution)),
        )
        for position, part in enumerate(parts)
    }


def _write_kinds(season: Season, parts: Iterable[AwardKindPart]) -> None:
    for position, part in enumerate(parts):
        AwardKind.objects.create(
            season=season,
            key=part.key,
            position=position,
            **columns("name", bilingual(part.name)),
            **columns("joint_name", bilingual(part.joint_name)),
            is_commendation=part.commendation,
            groups=list(part.groups),
            category_keys=list(part.categories),
            rule=part.rule.as_dict() if part.rule else None,
        )


def _write_ceremony(season: Season, part: CeremonyPart | None) -> None:
    if part is not None:
        CeremonyFacts.objects.create(
            season=season,
            **columns("venue", bilingual(part.venue)),
            **columns("host", bilingual(part.host)),
            **columns("attendance", bilingual(part.attendance)),
            presenters=[presenter.as_dict() for presenter in part.presenters],
        )


def export_frame(season: Season) -> dict[str, Any]:
    """The fields of `SeasonDocument` that stand in this app, by name."""
    return {
        "key": season.key,
        "state": season.state,
        "completeness": season.completeness,
        "fictional": season.is_fictional,
        "programme": _export_programme(season.programme),
        "year": season.year,
        "name": given_text(season.name),
        "preset": season.preset,
        "stated": _export_stated(season),
        "texts": _export_texts(season),
        "timetable": _export_timetable(season),
        "papers": tuple(_export_paper(each) for each in season.papers.order_by("kind")),
        "criteria": tuple(_export_criterion(each) for each in season.criteria.all()),
        "scale": tuple(
            AnchorPart(mark=each.mark, label=given_text(each.label)) for each in season.scale.all()
        ),
        "minimum_scorecards": season.minimum_scorecards,
        "categories": tuple(_export_category(each) for each in season.categories.all()),
        "award_kinds": tuple(_export_kind(each) for each in season.award_kinds.all()),
        "ceremony": _export_ceremony(season),
        "released": Moment.at_instant(season.released_at) if season.released_at else None,
    }


def _export_programme(programme: Programme) -> ProgrammePart:
    return ProgrammePart(
        key=programme.key,
        name=given_text(programme.name),
        slug=given_text(programme.slug),
        tagline=file_text(programme.tagline),
        organiser=programme.organiser.key if programme.organiser else None,
    )


def _export_stated(season: Season) -> StatedPart | None:
    if season.completeness != Completeness.PARTIAL or season.stated_nominations is None:
        return None
    return StatedPart(nominations=season.stated_nominations)


def _export_texts(season: Season) -> TextsPart:
    return TextsPart(**{each.key: file_text(each.text) for each in season.texts.all()})


def _export_timetable(season: Season) -> TimetablePart:
    return TimetablePart(**{each.key: export_moment(each) for each in season.moments.all()})


def _export_paper(paper: SeasonPaper) -> PaperPart:
    kind: Any = paper.kind
    return PaperPart(kind=kind, link=paper.link, name=paper.name, on=paper.on_date.isoformat())


def export_moment(stored: SeasonMoment) -> Moment:
    """A stored moment as the file writes it."""
    if stored.at is not None:
        return Moment.at_instant(stored.at)
    if stored.on_date is not None:
        return Moment.on_day(stored.on_date)
    return Moment(text=given_text(stored.text))


def _export_criterion(criterion: Criterion) -> CriterionPart:
    return CriterionPart(
        key=criterion.key,
        name=given_text(criterion.name),
        asks=tuple(Text(**ask) for ask in criterion.asks),
        weight=criterion.weight,
    )


def _export_category(category: Category) -> CategoryPart:
    group: Any = category.group
    return CategoryPart(
        key=category.key,
        group=group,
        name=given_text(category.name),
        slug=given_text(category.slug),
        definition=file_text(category.definition),
        note=file_text(category.note),
        caution=file_text(category.caution),
    )


def _export_kind(kind: AwardKind) -> AwardKindPart:
    return AwardKindPart(
        key=kind.key,
        name=given_text(kind.name),
        joint_name=given_text(kind.joint_name),
        commendation=kind.is_commendation,
        groups=tuple(kind.groups),
        categories=tuple(kind.category_keys),
        rule=RulePart.from_dict(kind.rule) if kind.rule else None,
    )


def _export_ceremony(season: Season) -> CeremonyPart | None:
    facts = CeremonyFacts.objects.filter(season=season).first()
    if facts is None:
        return None
    return CeremonyPart(
        venue=file_text(facts.venue),
        host=file_text(facts.host),
        presenters=tuple(Text(**presenter) for presenter in facts.presenters),
        attendance=file_text(facts.attendance),
    )


def export_organisations(keys: Iterable[str]) -> tuple[OrganisationPart, ...]:
    """The organisations with these keys, by key."""
    return tuple(
        OrganisationPart(
            key=each.key,
            name=given_text(each.name),
            sector=cast("Any", each.sector or None),
            also=tuple(alias.name for alias in each.aliases.all()),
        )
        for each in Organisation.objects.filter(key__in=set(keys))
        .order_by("key")
        .prefetch_related("aliases")
    )

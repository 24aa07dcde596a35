"""The life of a nomination and of the entry it puts forward."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NominationState(models.TextChoices):
    """What became of a form that was sent in."""

    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")


NOMINATION_MOVES: dict[NominationState, tuple[NominationState, ...]] = {
    NominationState.SUBMITTED: (NominationState.WITHDRAWN,),
    NominationState.WITHDRAWN: (),
}


class Eligibility(models.TextChoices):
    """Whether an entry may be judged.

    PANEL: nobody nominated it. The panel named it in the meeting, for an award at its discretion;
    it is never judged, never counted and never becomes anything else.
    """

    UNCHECKED = "unchecked", _("not yet checked")
    ELIGIBLE = "eligible", _("eligible")
    INELIGIBLE = "ineligible", _("not eligible")
    WITHDRAWN = "withdrawn", _("withdrawn")
    PANEL = "panel", _("named by the panel")


CHECKED_AS: tuple[Eligibility, ...] = (
    Eligibility.UNCHECKED,
    Eligibility.ELIGIBLE,
    Eligibility.INELIGIBLE,
    Eligibility.WITHDRAWN,
)
"""What can become of an entry that was nominated; what the panel names was never checked."""


ELIGIBILITY_MOVES: dict[Eligibility, tuple[Eligibility, ...]] = {
    Eligibility.UNCHECKED: (Eligibility.ELIGIBLE, Eligibility.INELIGIBLE, Eligibility.WITHDRAWN),
    Eligibility.ELIGIBLE: (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN),
    Eligibility.INELIGIBLE: (Eligibility.ELIGIBLE, Eligibility.WITHDRAWN),
    Eligibility.WITHDRAWN: (),
    Eligibility.PANEL: (),
}


class IneligibleReason(models.TextChoices):
    """The published reasons for which an entry is not judged (PRO-11)."""

    OUT_OF_AREA = "out-of-area", _("The work was not done in the area of these awards.")
    OUT_OF_PERIOD = "out-of-period", _("The work was not done in the period of these awards.")
    INCOMPLETE = "incomplete", _("The nomination does not say enough to be judged.")
    NOT_COMMUNITY_SAFETY = "not-community-safety", _("The work is not what these awards are for.")
    SPAM = "spam", _("The form was not a nomination.")
    DUPLICATE = "duplicate-of-itself", _("The same form was sent twice.")


class EntryKind(models.TextChoices):
    """What is put forward."""

    PERSON = "person", _("person")
    TEAM = "team", _("team")
    PROJECT = "project", _("project")
    PARTNERSHIP = "partnership", _("partnership")


class Relation(models.TextChoices):
    """Whether the nominator speaks for themselves."""

    SELF = "self", _("own work")
    THIRD_PARTY = "third-party", _("somebody else’s work")


class OrganisationRole(models.TextChoices):
    """An organisation's part in an entry."""

    LEAD = "lead", _("lead")
    PARTNER = "partner", _("partner")


class FlagKind(models.TextChoices):
    """What an organiser should know of a nomination."""

    SPAM = "spam", _("spam")
    TEST = "test", _("test")
    INCOMPLETE = "incomplete", _("incomplete")
    LATE = "late", _("late")
    REPEAT = "repeat", _("perhaps nominated twice")
    OBJECTION = "objection", _("objection")
    LOOK_AGAIN = "look-again", _("look again")


class ContactKind(models.TextChoices):
    """How somebody was spoken to."""

    CALL = "call", _("telephone call")
    EMAIL = "email", _("e-mail")
    MEETING = "meeting", _("meeting")
    LETTER = "letter", _("letter")


class ContactWay(models.TextChoices):
    """Who turned to whom."""

    OUT = "out", _("from us")
    IN = "in", _("to us")


class RepeatReason(models.TextChoices):
    """Why two entries look like the same thing put forward twice."""

    SAME_TITLE = "same-title", _("the same title")
    LIKE_TITLE = "like-title", _("titles that share their rare words")
    SAME_PERSON = "same-person", _("the same person")
    SAME_ADDRESS = "same-address", _("the same e-mail address of a nominee")
    SAME_BODY = "same-body", _("the same organisation")
    SAME_PLACE = "same-place", _("the same place")
    SAME_WORDS = "same-words", _("texts that share their rare words")
    SAME_LINK = "same-link", _("the same link")
    SAME_FILE = "same-file", _("the same file")


class RedactionReason(models.TextChoices):
    """What a passage told that the panel need not know; its label is the mark in its place."""

    VICTIM = "victim", _("victim")
    WITNESS = "witness", _("witness")
    CHILD = "child", _("child")
    ACCUSED = "accused", _("alleged offender")
    NAME = "name", _("name")
    ADDRESS = "address", _("address")
    TELEPHONE = "telephone", _("telephone number")
    EMAIL = "email", _("e-mail address")
    BIRTH_DATE = "birth-date", _("date of birth")
    CASE_NUMBER = "case-number", _("case number")
    HEALTH = "health", _("health")
    OTHER = "other", _("left out")


class ClarificationState(models.TextChoices):
    """What became of a question to a nominator."""

    ASKED = "asked", _("waiting for an answer")
    ANSWERED = "answered", _("answered")
    LAPSED = "lapsed", _("not answered in time")
    WITHDRAWN = "withdrawn", _("taken back")


CLARIFICATION_MOVES: dict[ClarificationState, tuple[ClarificationState, ...]] = {
    ClarificationState.ASKED: (
        ClarificationState.ANSWERED,
        ClarificationState.LAPSED,
        ClarificationState.WITHDRAWN,
    ),
    ClarificationState.ANSWERED: (),
    ClarificationState.LAPSED: (),
    ClarificationState.WITHDRAWN: (),
}


class AgeBand(models.TextChoices):
    """How old a nominee is, as far as it matters; never a date of birth (PRI-09)."""

    ADULT = "adult", _("18 or over")
    SIXTEEN = "16-17", _("16 or 17")
    CHILD = "under-16", _("under 16")
    UNKNOWN = "unknown", _("not known")


class NoticeState(models.TextChoices):
    """Whether a nominee knows that they were nominated, and what about them is kept."""

    WAITING = "waiting", _("not told yet")
    SENT = "sent", _("told by e-mail")
    TOLD = "told", _("told otherwise")
    OWN = "own", _("nominated themselves")
    EXCEPTED = "excepted", _("not told, with a reason")


class ExceptionReason(models.TextChoices):
    """The two reasons for which somebody need not be told; a surprise is none (PRI-03)."""

    NOBODY = "nobody", _("Nobody can be recognised: what stands there is a role.")
    EFFORT = "effort", _("There is no way to reach the person that is in proportion.")


class SayingKind(models.TextChoices):
    """What a nominee may say on their page."""

    CORRECTION = "correction", _("correction")
    DECLINE = "decline", _("does not want to be nominated")
    OBJECTION = "objection", _("objects to their data being used")
    PUBLICITY = "publicity", _("no longer agrees to all that was public")


class PublicityKind(models.TextChoices):
    """What a nominee may agree to be public, each on its own (PRI-10); nothing is by default."""

    NAME = "name", _("My name, with the award")
    ORGANISATION = "organisation", _("The organisation I belong to, beside my name")
    CITATION = "citation", _("What the award text says about me")
    PHOTO = "photo", _("Photos of me")
    VIDEO = "video", _("Video in which I can be seen or heard")
    SOCIAL = "social", _("Posts about me on social media")
    PRESS = "press", _("News that partners and the press write about me")
    LIVESTREAM = "livestream", _("A live broadcast of the ceremony in which I can be seen")


class PublicityGiver(models.TextChoices):
    """Who agrees: under 16 a parent or carer as well, at 16 or 17 an organiser case by case."""

    NOMINEE = "nominee", _("the person themselves")
    GUARDIAN = "guardian", _("a parent or carer")
    ORGANISER = "organiser", _("an organiser, for this case")


class Capacity(models.TextChoices):
    """As what somebody agrees for a child; a child in care has the authority (PRI-09)."""

    PARENT = "parent", _("Parent")
    CARER = "carer", _("Carer with parental responsibility")
    AUTHORITY = "authority", _("The local authority that looks after the child")


class SayingState(models.TextChoices):
    """What became of what a nominee said."""

    WAITING = "waiting", _("waits for an answer")
    HEEDED = "heeded", _("done")
    DECLINED = "declined", _("not done, with a reason")


class Remedy(models.TextChoices):
    """What is done for a nominee who is heeded."""

    NOTED = "noted", _("Nothing more: it is noted.")
    NAME = "name", _("Write the name as they write it.")
    TAKE_OUT = "take-out", _("Take the person out of the entry; the entry stands.")
    WITHDRAW = "withdraw", _("Withdraw the whole entry; its nominators are told.")


class CoauthorState(models.TextChoices):
    """How far somebody has come who was asked to write a form too, or to take it over."""

    ASKED = "asked", _("asked")
    JOINED = "joined", _("has said yes")
    ENDED = "ended", _("no longer asked")


COAUTHOR_MOVES: dict[CoauthorState, tuple[CoauthorState, ...]] = {
    CoauthorState.ASKED: (CoauthorState.JOINED, CoauthorState.ENDED),
    CoauthorState.JOINED: (CoauthorState.ENDED,),
    CoauthorState.ENDED: (),
}


class EndorsementState(models.TextChoices):
    """How far somebody has come who was asked to vouch for a nomination."""

    ASKED = "asked", _("asked")
    GIVEN = "given", _("vouches for it")
    DECLINED = "declined", _("does not vouch for it")
    ENDED = "ended", _("no longer asked")


ENDORSEMENT_MOVES: dict[EndorsementState, tuple[EndorsementState, ...]] = {
    EndorsementState.ASKED: (
        EndorsementState.GIVEN,
        EndorsementState.DECLINED,
        EndorsementState.ENDED,
    ),
    EndorsementState.GIVEN: (),
    EndorsementState.DECLINED: (),
    EndorsementState.ENDED: (),
}


class Audience(models.TextChoices):
    """Who a message to many goes to."""

    DRAFTS = "drafts", _("People who have begun a form and not sent it")
    NOMINATORS = "nominators", _("People who have sent a nomination")
    LAST_YEAR = "last-year", _("People who nominated in earlier years and asked to hear from us")
    PARTNERS = "partners", _("Contacts of organisations")


class TranslationState(models.TextChoices):
    """How far a translation has come; whether its text still says the same is asked of the text."""

    DRAFT = "draft", _("waits for approval")
    APPROVED = "approved", _("approved")


class TranslationOrigin(models.TextChoices):
    """Where a translation comes from (WEL-14)."""

    PERSON = "person", _("written by a person")
    RETURNED = "returned", _("from the translator")
    MACHINE = "machine", _("made by a machine")


class BatchState(models.TextChoices):
    """What became of texts that were given to a translator."""

    OUT = "out", _("with the translator")
    RETURNED = "returned", _("returned")
    ENDED = "ended", _("taken back")


BATCH_MOVES: dict[BatchState, tuple[BatchState, ...]] = {
    BatchState.OUT: (BatchState.RETURNED, BatchState.ENDED),
    BatchState.RETURNED: (),
    BatchState.ENDED: (),
}


class NominationSource(models.TextChoices):
    """How a nomination reached us (ACC-10)."""

    WEB = "web", _("by the form on the web")
    PAPER = "paper", _("on paper")
    TELEPHONE = "telephone", _("by telephone")
    OTHER = "other", _("in another way")
    IMPORT = "import", _("from a file")


class ImportState(models.TextChoices):
    """What became of a file with nominations."""

    READ = "read", _("not taken in yet")
    DONE = "done", _("taken in")
    UNDONE = "undone", _("undone")


IMPORT_MOVES: dict[ImportState, tuple[ImportState, ...]] = {
    ImportState.READ: (ImportState.DONE,),
    ImportState.DONE: (ImportState.UNDONE,),
    ImportState.UNDONE: (),
}


class MonitoringQuestion(models.TextChoices):
    """What nominators are asked about themselves, where the season asks; none need be answered."""

    AGE = "age", _("How old are you?")
    SEX = "sex", _("What is your sex?")
    DISABILITY = "disability", _("Do you have a disability or a long-term illness?")
    ETHNICITY = "ethnicity", _("What is your ethnic group?")
    WELSH = "welsh", _("Do you speak Welsh?")

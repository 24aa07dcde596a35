"""The table of counted nouns: what may stand after a figure.

Each row: key, gender of the Welsh noun, the six Welsh forms (0 · 1 · 2 · 3 · 6 · any other number),
the English singular and plural, exact numbers. Genders and forms follow Geiriadur Prifysgol Cymru;
no translator has signed them off yet (they stand on the review sheet).
"""

from __future__ import annotations

from typing import Final

from cadair.foundation.welsh.noun_forms import Noun

_ALL: Final = (
    Noun("award", "f", ("gwobr", "wobr", "wobr", "gwobr", "gwobr", "gwobr"), ("award", "awards")),
    Noun(
        "individual-contribution-award",
        "f",
        (
            "gwobr cyfraniad unigol",
            "wobr cyfraniad unigol",
            "wobr cyfraniad unigol",
            "gwobr cyfraniad unigol",
            "gwobr cyfraniad unigol",
            "gwobr cyfraniad unigol",
        ),
        ("individual contribution award", "individual contribution awards"),
    ),
    Noun(
        "team-award",
        "f",
        ("gwobr tîm", "wobr tîm", "wobr tîm", "gwobr tîm", "gwobr tîm", "gwobr tîm"),
        ("team award", "team awards"),
    ),
    Noun(
        "partnership-award",
        "f",
        (
            "gwobr partneriaeth",
            "wobr partneriaeth",
            "wobr partneriaeth",
            "gwobr partneriaeth",
            "gwobr partneriaeth",
            "gwobr partneriaeth",
        ),
        ("partnership award", "partnership awards"),
    ),
    Noun(
        "joint-award",
        "f",
        (
            "gwobr ar y cyd",
            "wobr ar y cyd",
            "wobr ar y cyd",
            "gwobr ar y cyd",
            "gwobr ar y cyd",
            "gwobr ar y cyd",
        ),
        ("joint award", "joint awards"),
    ),
    Noun(
        "highly-commended-award",
        "f",
        (
            "canmoliaeth uchel",
            "ganmoliaeth uchel",
            "ganmoliaeth uchel",
            "canmoliaeth uchel",
            "chanmoliaeth uchel",
            "canmoliaeth uchel",
        ),
        ("highly commended award", "highly commended awards"),
    ),
    Noun(
        "winner",
        "m",
        ("enillydd", "enillydd", "enillydd", "enillydd", "enillydd", "enillydd"),
        ("winner", "winners"),
    ),
    Noun(
        "category-winner",
        "m",
        (
            "enillydd categori",
            "enillydd categori",
            "enillydd categori",
            "enillydd categori",
            "enillydd categori",
            "enillydd categori",
        ),
        ("category winner", "category winners"),
    ),
    Noun(
        "joint-winner",
        "m",
        (
            "cyd-enillydd",
            "cyd-enillydd",
            "gyd-enillydd",
            "chyd-enillydd",
            "chyd-enillydd",
            "cyd-enillydd",
        ),
        ("joint winner", "joint winners"),
    ),
    Noun(
        "overall-winner",
        "m",
        (
            "enillydd cyffredinol",
            "enillydd cyffredinol",
            "enillydd cyffredinol",
            "enillydd cyffredinol",
            "enillydd cyffredinol",
            "enillydd cyffredinol",
        ),
        ("overall winner", "overall winners"),
    ),
    Noun(
        "joint-overall-winner",
        "m",
        (
            "cyd-enillydd cyffredinol",
            "cyd-enillydd cyffredinol",
            "gyd-enillydd cyffredinol",
            "chyd-enillydd cyffredinol",
            "chyd-enillydd cyffredinol",
            "cyd-enillydd cyffredinol",
        ),
        ("joint overall winner", "joint overall winners"),
    ),
    Noun("entry", "m", ("cais", "cais", "gais", "chais", "chais", "cais"), ("entry", "entries")),
    Noun(
        "nomination",
        "m",
        ("enwebiad", "enwebiad", "enwebiad", "enwebiad", "enwebiad", "enwebiad"),
        ("nomination", "nominations"),
    ),
    Noun(
        "nominator",
        "m",
        ("enwebydd", "enwebydd", "enwebydd", "enwebydd", "enwebydd", "enwebydd"),
        ("nominator", "nominators"),
    ),
    Noun(
        "nominee",
        "m",
        ("enwebai", "enwebai", "enwebai", "enwebai", "enwebai", "enwebai"),
        ("nominee", "nominees"),
    ),
    Noun(
        "category",
        "m",
        ("categori", "categori", "gategori", "chategori", "chategori", "categori"),
        ("category", "categories"),
    ),
    Noun(
        "criterion",
        "m",
        ("maen prawf", "maen prawf", "faen prawf", "maen prawf", "maen prawf", "maen prawf"),
        ("criterion", "criteria"),
    ),
    Noun("mark", "m", ("marc", "marc", "farc", "marc", "marc", "marc"), ("mark", "marks")),
    Noun(
        "point", "m", ("pwynt", "pwynt", "bwynt", "phwynt", "phwynt", "pwynt"), ("point", "points")
    ),
    Noun(
        "scorecard",
        "m",
        (
            "cerdyn sgorio",
            "cerdyn sgorio",
            "gerdyn sgorio",
            "cherdyn sgorio",
            "cherdyn sgorio",
            "cerdyn sgorio",
        ),
        ("scorecard", "scorecards"),
    ),
    Noun(
        "judge",
        "m",
        ("beirniad", "beirniad", "feirniad", "beirniad", "beirniad", "beirniad"),
        ("judge", "judges"),
    ),
    Noun("seat", "f", ("sedd", "sedd", "sedd", "sedd", "sedd", "sedd"), ("seat", "seats")),
    Noun(
        "declared-interest",
        "m",
        (
            "datganiad buddiant",
            "datganiad buddiant",
            "ddatganiad buddiant",
            "datganiad buddiant",
            "datganiad buddiant",
            "datganiad buddiant",
        ),
        ("declared interest", "declared interests"),
    ),
    Noun(
        "decision",
        "m",
        (
            "penderfyniad",
            "penderfyniad",
            "benderfyniad",
            "phenderfyniad",
            "phenderfyniad",
            "penderfyniad",
        ),
        ("decision", "decisions"),
    ),
    Noun(
        "suggestion",
        "m",
        ("awgrym", "awgrym", "awgrym", "awgrym", "awgrym", "awgrym"),
        ("suggestion", "suggestions"),
    ),
    Noun(
        "organisation",
        "m",
        ("sefydliad", "sefydliad", "sefydliad", "sefydliad", "sefydliad", "sefydliad"),
        ("organisation", "organisations"),
    ),
    Noun(
        "partner",
        "m",
        ("partner", "partner", "bartner", "phartner", "phartner", "partner"),
        ("partner", "partners"),
    ),
    Noun(
        "person",
        "m",
        ("person", "person", "berson", "pherson", "pherson", "person"),
        ("person", "people"),
    ),
    Noun("team", "m", ("tîm", "tîm", "dîm", "thîm", "thîm", "tîm"), ("team", "teams")),
    Noun(
        "project",
        "m",
        ("prosiect", "prosiect", "brosiect", "phrosiect", "phrosiect", "prosiect"),
        ("project", "projects"),
    ),
    Noun(
        "partnership",
        "f",
        (
            "partneriaeth",
            "bartneriaeth",
            "bartneriaeth",
            "partneriaeth",
            "phartneriaeth",
            "partneriaeth",
        ),
        ("partnership", "partnerships"),
    ),
    Noun(
        "guest",
        "m",
        ("gwestai", "gwestai", "westai", "gwestai", "gwestai", "gwestai"),
        ("guest", "guests"),
    ),
    Noun(
        "news-item",
        "f",
        (
            "eitem newyddion",
            "eitem newyddion",
            "eitem newyddion",
            "eitem newyddion",
            "eitem newyddion",
            "eitem newyddion",
        ),
        ("news item", "news items"),
    ),
    Noun(
        "message",
        "f",
        ("neges", "neges", "neges", "neges", "neges", "neges"),
        ("message", "messages"),
    ),
    Noun(
        "page",
        "f",
        ("tudalen", "dudalen", "dudalen", "tudalen", "thudalen", "tudalen"),
        ("page", "pages"),
    ),
    Noun(
        "result",
        "m",
        ("canlyniad", "canlyniad", "ganlyniad", "chanlyniad", "chanlyniad", "canlyniad"),
        ("result", "results"),
    ),
    Noun(
        "record",
        "m",
        ("cofnod", "cofnod", "gofnod", "chofnod", "chofnod", "cofnod"),
        ("record", "records"),
    ),
    Noun(
        "problem",
        "f",
        ("problem", "broblem", "broblem", "problem", "phroblem", "problem"),
        ("problem", "problems"),
    ),
    Noun(
        "change", "m", ("newid", "newid", "newid", "newid", "newid", "newid"), ("change", "changes")
    ),
    Noun(
        "text",
        "m",
        ("testun", "testun", "destun", "thestun", "thestun", "testun"),
        ("text", "texts"),
    ),
    Noun("word", "m", ("gair", "gair", "air", "gair", "gair", "gair"), ("word", "words")),
    Noun("character", "m", ("nod", "nod", "nod", "nod", "nod", "nod"), ("character", "characters")),
    Noun(
        "figure", "m", ("digid", "digid", "ddigid", "digid", "digid", "digid"), ("digit", "digits")
    ),
    Noun("file", "f", ("ffeil", "ffeil", "ffeil", "ffeil", "ffeil", "ffeil"), ("file", "files")),
    Noun(
        "second",
        "f",
        ("eiliad", "eiliad", "eiliad", "eiliad", "eiliad", "eiliad"),
        ("second", "seconds"),
    ),
    Noun(
        "minute", "m", ("munud", "munud", "funud", "munud", "munud", "munud"), ("minute", "minutes")
    ),
    Noun("hour", "f", ("awr", "awr", "awr", "awr", "awr", "awr"), ("hour", "hours")),
    Noun(
        "day",
        "m",
        ("diwrnod", "diwrnod", "ddiwrnod", "diwrnod", "diwrnod", "diwrnod"),
        ("day", "days"),
        {5: "niwrnod", 7: "niwrnod", 8: "niwrnod", 9: "niwrnod", 10: "niwrnod"},
    ),
    Noun(
        "week",
        "f",
        ("wythnos", "wythnos", "wythnos", "wythnos", "wythnos", "wythnos"),
        ("week", "weeks"),
    ),
    Noun("month", "m", ("mis", "mis", "fis", "mis", "mis", "mis"), ("month", "months")),
    Noun(
        "year",
        "f",
        ("blwyddyn", "flwyddyn", "flynedd", "blynedd", "blynedd", "mlynedd"),
        ("year", "years"),
        {4: "blynedd", 5: "mlynedd", 7: "mlynedd", 8: "mlynedd", 9: "mlynedd", 10: "mlynedd"},
    ),
)

NOUNS: Final[dict[str, Noun]] = {noun.key: noun for noun in _ALL}
"""Every noun by its key, such as `highly-commended-award`."""

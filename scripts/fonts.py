"""Make the web fonts again: fetch them from the npm registry, cut them down to Welsh and English.

    python -m scripts.fonts

Needs npm and a connection; the result is committed, so nobody else needs either. Three faces and
no more: Fraunces in one weight for names and titles, Atkinson Hyperlegible Next regular and bold.
Fraunces comes in two files (Latin, Latin extended) and as one design with four axes; both halves
are fixed to one point of the axes, cut, and joined. Both fonts are under the SIL Open Font Licence
without a reserved name, so a cut font may keep its name; their licences lie beside them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/cadair/web/shared/static/cadair/fonts"
FOR_PDF = ROOT / "src/cadair/web/shared/pdf"
"""The same faces once more as TTF: a typesetter reads no web fonts."""

BUDGET = 60_000

PACKAGES = {
    "fraunces": "@fontsource-variable/fraunces@5.3.0",
    "atkinson": "@expo-google-fonts/atkinson-hyperlegible-next@0.4.1",
}
FRAUNCES_AT = {"wght": 600.0, "opsz": 72.0, "SOFT": 40.0, "WONK": 0.0}

ENGLISH = "".join(chr(code) for code in range(0x20, 0x7F))
WELSH = "ŵŷẁẃẅỳÿâêîôûäëïöüáéíóúàèìòùýŴŶẀẂẄỲŸÂÊÎÔÛÄËÏÖÜÁÉÍÓÚÀÈÌÒÙÝ"
GUESTS = "çñøåæßÇÑØÅÆœŒ"
"""Letters of names from elsewhere that turn up in Wales; what else comes uses the reader's font."""
SIGNS = "–—‘’“”…•·£€×°©§½ «»"
CHARACTERS = {ord(character) for character in ENGLISH + WELSH + GUESTS + SIGNS}


def _fetch(package: str, into: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch the fonts; nobody else needs it")
    into.mkdir()
    subprocess.run([npm, "pack", "--silent", package], cwd=into, check=True, capture_output=True)
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def _cut(font: TTFont, characters: set[int], features: list[str]) -> TTFont:
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def _fraunces(package: Path, folder: Path) -> TTFont:
    parts: list[str] = []
    wanted = set(CHARACTERS)
    for half in ("latin", "latin-ext"):
        font = TTFont(package / f"files/fraunces-{half}-full-normal.woff2")
        fixed = instantiateVariableFont(font, FRAUNCES_AT)
        # The halves share some signs: each is taken once, from the first that has it.
        here = wanted & set(fixed.getBestCmap())
        wanted -= here
        _cut(fixed, here, ["kern", "liga", "lnum", "mark", "ccmp"])
        fixed.flavor = None
        parts.append(str(folder / f"{half}.ttf"))
        fixed.save(parts[-1])
    return _cut(Merger().merge(parts), CHARACTERS, ["kern", "liga", "lnum"])


def _save(font: TTFont, name: str) -> int:
    missing = CHARACTERS - set(font.getBestCmap())
    if missing:
        sys.stdout.write(f"{name} lacks {''.join(map(chr, sorted(missing)))}\n")
    font.flavor = None
    # Without a PostScript name a typesetter does not see a font at all.
    font["name"].setName(name, 6, 3, 1, 0x409)
    font.save(FOR_PDF / f"{name}.ttf")
    font.flavor = "woff2"
    target = TARGET / f"{name}.woff2"
    font.save(target)
    return target.stat().st_size


def main() -> None:
    """Fetch, cut, write; complain when the three faces are too big together."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fraunces = _fetch(PACKAGES["fraunces"], folder / "fraunces")
        atkinson = _fetch(PACKAGES["atkinson"], folder / "atkinson")
        sizes = {"fraunces-600": _save(_fraunces(fraunces, folder), "fraunces-600")}
        for weight, style in (("400", "400Regular"), ("700", "700Bold")):
            source = f"{style}/AtkinsonHyperlegibleNext_{style}.ttf"
            font = _cut(TTFont(atkinson / source), CHARACTERS, ["kern", "liga", "tnum", "lnum"])
            sizes[f"atkinson-{weight}"] = _save(font, f"atkinson-{weight}")
        shutil.copy(fraunces / "LICENSE", TARGET / "OFL-fraunces.txt")
        shutil.copy(atkinson / "LICENSE_FONT", TARGET / "OFL-atkinson.txt")
    sys.stdout.write(f"{sizes}, together {sum(sizes.values())} bytes\n")
    if sum(sizes.values()) > BUDGET:
        sys.exit(f"more than {BUDGET} bytes of fonts")


if __name__ == "__main__":
    main()

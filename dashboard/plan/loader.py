"""A plan's folder of YAML files -> one checked catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dashboard.plan import appraisal, models
from dashboard.plan.checks import faults
from dashboard.plan.content_hash import content_hash
from dashboard.plan.models import Catalogue
from dashboard.plan.reading import read_yaml
from dashboard.plan.refusing import Invalid, from_pydantic

# file (or folder of files) -> its sections and what stands in them
_FILES: dict[str, dict[str, TypeAdapter[Any]]] = {
    "plan.yaml": {"plan": TypeAdapter(models.Plan), "headings": TypeAdapter(tuple[models.Heading, ...])},
    "regions.yaml": {"regions": TypeAdapter(tuple[models.Region, ...])},
    "organisations.yaml": {"organisations": TypeAdapter(tuple[models.Organisation, ...])},
    "feeds.yaml": {"feeds": TypeAdapter(tuple[models.Feed, ...])},
    "indicators.yaml": {"indicators": TypeAdapter(tuple[models.Indicator, ...])},
    "base_values.yaml": {
        "base_values": TypeAdapter(tuple[models.BaseValue, ...]),
        "quotas": TypeAdapter(tuple[models.Quota, ...]),
    },
    "targets.yaml": {"targets": TypeAdapter(tuple[models.Target, ...])},
    "tasks.yaml": {"tasks": TypeAdapter(tuple[models.Task, ...])},
}
_OPTIONAL: dict[str, dict[str, TypeAdapter[Any]]] = {
    "ambiguities.yaml": {"ambiguities": TypeAdapter(tuple[models.Ambiguity, ...])},
    "calendar.yaml": {
        "notices": TypeAdapter(tuple[models.Notice, ...]),
        "extensions": TypeAdapter(tuple[models.Extension, ...]),
    },
    "questions.yaml": {"questions": TypeAdapter(tuple[models.Question, ...])},
}
_FOLDERS: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "ledgers": ("ledger", TypeAdapter(models.Ledger)),
    "rules": ("rule_set", TypeAdapter(models.RuleSet)),
}


def load_catalogues(plan_dir: Path) -> dict[str, Catalogue]:
    """Return every plan below a folder by its id, in the order of the ids; Invalid when one of them is wrong."""
    found: dict[str, Catalogue] = {}
    for folder in sorted(path for path in plan_dir.iterdir() if path.is_dir()):
        catalogue = load_catalogue(folder)
        if catalogue.plan.id in found:
            raise Invalid("plan.yaml", "plan.id", catalogue.plan.id, "duplicate").inside(folder.name)
        found[catalogue.plan.id] = catalogue
    return dict(sorted(found.items()))


def load_catalogue(folder: Path) -> Catalogue:
    """Return the plan in a folder; Invalid (a Refused ``plan.invalid``) with the first thing that is wrong."""
    if not folder.is_dir():
        raise Invalid(folder.name, "", None, "no_folder")
    try:
        return _load(folder)
    except Invalid as error:
        raise error.inside(folder.name) from error


def _load(folder: Path) -> Catalogue:
    _known_files(folder)
    read = _FILES | {file: sections for file, sections in _OPTIONAL.items() if (folder / file).exists()}
    content = {name: part for file, sections in read.items() for name, part in _file(folder, file, sections)}
    ledgers, rules = _each(folder, "ledgers"), _each(folder, "rules")
    content["ledgers"] = tuple(sorted((found for _, found in ledgers), key=lambda ledger: (ledger.code, ledger.id)))
    content["rules"] = tuple(sorted((found for _, found in rules), key=lambda found: (found.valid_from, found.id)))
    files = {f"ledger:{found.id}": file for file, found in ledgers}
    files |= {f"rules:{found.id}": file for file, found in rules}
    appraisal.read(folder)  # no part of the catalogue, and wrong like any other of its files
    draft = Catalogue(**content, hash="")
    for fault in faults(draft, files):
        raise fault
    return draft.model_copy(update={"hash": content_hash(draft)})


def _known_files(folder: Path) -> None:
    """Refuse a YAML file that nobody would read: mostly a misspelt name."""
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        known = (*_FILES, *_OPTIONAL, appraisal.FILE)
        if name not in known and not (path.parent.parent == folder and path.parent.name in _FOLDERS):
            folders = (f"{part}/*.yaml" for part in _FOLDERS)
            raise Invalid(name, "", None, "stray_file", options=(*known, *folders))


def _file(folder: Path, file: str, sections: dict[str, TypeAdapter[Any]]) -> Iterator[tuple[str, Any]]:
    content = read_yaml(folder / file, file)
    for name in content:
        if name not in sections:
            raise Invalid(file, name, None, "unknown_key")
    for name, adapter in sections.items():
        if name not in content:
            raise Invalid(file, name, None, "missing")
        empty: object = () if content[name] is None else content[name]
        yield name, _checked(file, name, empty, adapter)


def _each(folder: Path, part: str) -> list[tuple[str, Any]]:
    """Return the one section of every file in a folder, with the file's name."""
    section, adapter = _FOLDERS[part]
    names = sorted(f"{part}/{path.name}" for path in (folder / part).glob("*.y*ml"))
    return [(name, found) for name in names for _, found in _file(folder, name, {section: adapter})]


def _checked(file: str, section: str, content: object, adapter: TypeAdapter[Any]) -> object:
    try:
        found: object = adapter.validate_python(content)
    except ValidationError as error:
        raise from_pydantic(file, section, content, error.errors(include_url=False)[0]) from error
    return found

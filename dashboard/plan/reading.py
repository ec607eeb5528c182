"""One YAML file -> plain data. Every scalar stays the text it was written as; only the models give it a type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from dashboard.plan.refusing import Invalid

_NULLS = {"", "~", "null"}
if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # five times faster where it was built


class _Repeated(Exception):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key, line)
        self.key, self.line = key, line


class _Loader(_Base):
    """Safe loader without guessed types (1.10 stays 1.10, no stays no) that refuses a key given twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (as the base class declares it)


def _scalar(loader: _Loader, node: yaml.ScalarNode) -> str | None:
    text = str(loader.construct_scalar(node))
    return None if not node.style and text in _NULLS else text


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in found:
            raise _Repeated(key, key_node.start_mark.line + 1)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path, file: str) -> dict[str, Any]:
    """Return the mapping that a file holds; Invalid when it is missing, unreadable or something else.

    ``file`` is the name used in the sentence.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Invalid(file, "", None, "no_file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(file, "", None, "unreadable") from error
    try:
        content = yaml.load(text, Loader=_Loader)
    except _Repeated as error:
        raise Invalid(file, error.key, None, "repeated", line=error.line) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Invalid(file, "", None, "yaml", line=mark.line + 1 if mark else 1) from error
    if not isinstance(content, dict):
        raise Invalid(file, "", None, "mapping")
    return content

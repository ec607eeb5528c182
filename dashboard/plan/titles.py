"""What an installation is called where no page of a plan is shown: at the door, in the list of editions, in a tab."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dashboard.plan.reading import read_yaml
from dashboard.wording import Language, Refused, t


@cache
def product_title(folder: Path, plan: str, lang: Language) -> str:
    """Return the title of a plan's product by the plan's id; a general one where the plan's file does not tell it."""
    for file in sorted(folder.glob("*/plan.yaml")):
        try:
            told = read_yaml(file, file.name)["plan"]
            if told["id"] == plan:
                return str(told["product_title" if lang == "zh" else "product_title_en"])
        except (Refused, KeyError, TypeError):
            continue
    return t("server.title", lang)

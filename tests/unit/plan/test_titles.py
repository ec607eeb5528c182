"""What an installation is called is said by its plan; a general title where there is none."""

from __future__ import annotations

from pathlib import Path

from dashboard.plan.titles import product_title
from tests.unit.plan.copying import YUNZE


def test_the_plan_names_the_product(tmp_path: Path) -> None:
    assert product_title(YUNZE.parent, "yunze-2026", "zh") == "云泽市专利转化进展监测"
    assert product_title(YUNZE.parent, "yunze-2026", "en") == "Yunze patents - progress"
    assert product_title(tmp_path, "yunze-2026", "zh") == product_title(YUNZE.parent, "other", "zh") != ""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "plan.yaml").write_text("plan: [", "utf-8")
    assert product_title(tmp_path, "x", "en") == "Progress of targets and tasks"

"""Change against a year before, and what counties add to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.figures import changes
from dashboard.figures.changes import Waterfall
from dashboard.figures.series import Series, series
from dashboard.plan.lookup import indicator
from dashboard.wording import Language
from tests.unit.figures import samples
from tests.unit.figures.test_target import CITY, PINGQIAO, REGIONS, SHIHE, item, row

D = Decimal
CODE = "ip_transfer_license_growth"


def moved(shihe: int | None = 40, pingqiao: int = 10) -> Series:
    """Return nine months of two years: 30 and 20 a month, then other amounts in the two counties."""
    made = indicator(samples.catalogue(), "ip_transfers")
    rows = []
    for month in range(1, 10):
        rows += [row(CITY, f"2024-{month:02d}", 50), row(SHIHE, f"2024-{month:02d}", 30)]
        rows += [row(PINGQIAO, f"2024-{month:02d}", 20), row(CITY, f"2025-{month:02d}", (shihe or 30) + pingqiao)]
        rows += [row(SHIHE, f"2025-{month:02d}", shihe), row(PINGQIAO, f"2025-{month:02d}", pingqiao)]
    return series(rows, made)


def fall(found: Series, lang: Language = "zh") -> Waterfall:
    made = changes.waterfall(item(CODE), found, REGIONS, "2025-09", lang, lambda code: f"#{code}")
    assert made is not None
    return made


def test_counties_add_up_to_the_citys_change() -> None:
    found = fall(moved(shihe=45))
    assert [(p.name, p.before, p.now, p.change, p.points) for p in found.pieces] == [
        ("浉河区", "270", "405", "+135", "+30.0"), ("平桥区", "180", "90", "−90", "−20.0"),
    ]  # fmt: skip
    assert (found.total.change, found.total.points, found.short) == ("+45", "+10.0", False)
    assert (found.label, found.before_label) == ("2025年1—9月", "2024年同期")


def test_every_step_begins_where_the_one_before_ends() -> None:
    up, down = fall(moved(shihe=45)).pieces
    assert up.left == 0.0 and up.width == 100.0 and not up.falls
    assert down.falls and down.left is not None
    assert down.left + down.width == pytest.approx(100.0)
    total = fall(moved(shihe=45)).total
    assert total.left == 0.0 and total.width == pytest.approx(down.left)


def test_a_fall_of_the_whole_lies_left_of_zero() -> None:
    found = fall(moved(shihe=10, pingqiao=20))
    assert found.total.falls and found.zero == 100.0 and found.total.left == 0.0
    assert found.pieces[1].change == "0"


def test_a_county_that_owes_its_data_has_no_bar() -> None:
    found = fall(moved(shihe=None))
    assert found.pieces[0].awaited and found.pieces[0].left is None and found.short
    assert found.pieces[0].now == "—" and found.pieces[1].left is not None


def test_english_yuan_carry_their_sign_before_the_unit() -> None:
    made = indicator(samples.catalogue(), "ip_pledge_amount")
    rows = [row(place, f"{year}-01", amount * 10**9) for place in (CITY, SHIHE)
            for year, amount in ((2024, 30), (2025, 20))]  # fmt: skip
    found = changes.waterfall(item("ip_pledge_amount_growth"), series(rows, made), REGIONS, "2025-01", "en", str)
    assert found is not None and found.pieces[0].change == "−¥100 m"


def test_a_ratio_or_one_year_alone_has_none() -> None:
    ratio = indicator(samples.catalogue(), "trademarks_per_10k")
    parts = [{**row(CITY, f"{y}Q4", None), "numerator": 5, "denominator": 2} for y in (2023, 2024)]
    trademarks = item("trademarks_per_10k_entities_growth")
    assert changes.waterfall(trademarks, series(parts, ratio), REGIONS, "2024-12", "zh", str) is None
    made = indicator(samples.catalogue(), "ip_transfers")
    alone = series([row(CITY, "2025-01", 5), row(SHIHE, "2025-01", 5)], made)
    assert changes.waterfall(item(CODE), alone, REGIONS, "2025-01", "zh", str) is None


def test_a_stock_is_compared_with_the_same_quarter() -> None:
    ratio = indicator(samples.catalogue(), "trademarks_per_10k")
    parts = [{**row(CITY, p, None), "numerator": n, "denominator": 100} for p, n in (("2024Q3", 10), ("2025Q3", 12))]
    found = changes.pair(series(parts, ratio), CITY, "2025-09", "zh")
    assert found is not None and (found.label, found.before_label) == ("2025年三季度", "2024年三季度")
    assert found.growth(series(parts, ratio), CITY) == D("0.2")

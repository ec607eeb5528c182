"""The rows of a ledger drawn as a sheet of an office's own: title, preamble, a header of one to three rows, notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.corpus import people
from tests.corpus.cell import Line, Sent
from tests.corpus.facts import Field, Register, Sender
from tests.corpus.headings import group, parts, worded
from tests.corpus.page import Page

_EXTRA = ("序号", "备注", "联系人", "联系电话", "填报人", "法人身份证号", "法定代表人", "经办人手机")
_KEPT = {"date", "money", "zone"}  # a column of these left out would unsay what was said before
_UNITS = {"万元": 0, "亿元": -4, "元": 4}
_WRONG_TOTALS = 0.5
_TOTALS = ("合计", "总计", "合 计", "合计：", "小计", "全县合计", "共计", "合\u3000计")


@dataclass
class Style:
    """How an office draws its table."""

    dice: Random
    sender: Sender
    end: date
    unit: str = "万元"
    spoken: bool = False  # the unit stands above the table only
    height: int = 1
    extra: tuple[str, ...] = ()
    totals: str = ""  # top, bottom, both
    cover: bool = True

    def __post_init__(self) -> None:
        dice = self.dice
        self.unit = dice.choices(("万元", "元", "亿元"), (80, 12, 8))[0]
        self.spoken = dice.random() < 0.35
        self.height = dice.choice((1, 1, 2, 2, 3))
        self.extra = tuple(dice.sample(_EXTRA, dice.choice((0, 1, 1, 2, 3))))
        self.totals = dice.choice(("", "", "bottom", "bottom", "top", "both"))


def draw(style: Style, register: Register, lines: list[Line], region: str, name: str, secrets: list[str]) -> Page:
    """Return a sheet with these lines; telephone and card numbers that stand on it are added to ``secrets``."""
    dice, page = style.dice, Page(name, register.id)
    fields = _chosen(style, register, lines)
    lines = [_in_unit(line, fields, style.unit) for line in lines]
    width = len(fields) + len(style.extra)
    _above(style, page, register, width)
    _header(style, page, fields)
    if dice.random() < 0.15:
        page.add(*range(1, width + 1))
    if style.totals in ("top", "both"):
        _total(style, page, fields, lines)
    for at, line in enumerate(lines):
        row = _row(style, page, fields, line, secrets)
        page.place(row, line, region)
        _merge(style, page, fields, line, row)
        if dice.random() < 0.03 and not (at + 1 < len(lines) and lines[at + 1].twin):
            page.add()
    if style.totals in ("bottom", "both"):
        _total(style, page, fields, lines)
    _below(style, page, secrets)
    return page


def _chosen(style: Style, register: Register, lines: list[Line]) -> list[Field]:
    """Return the columns in an order of the office's own: groups together, what nobody filled in left out."""
    filled = {name for line in lines for name, cell in line.cells.items() if cell.value != ""}
    fields = [field for field in register.fields if field.name in filled or field.required or field.type in _KEPT]
    if style.height > 1:
        groups = list(dict.fromkeys(map(group, fields)))
        fields.sort(key=lambda field: groups.index(group(field)))
    elif style.dice.random() < 0.3:
        at = style.dice.randrange(len(fields))
        fields = [*fields[at:], *fields[:at]]
    return fields


def _in_unit(line: Line, fields: list[Field], unit: str) -> Line:
    """Return a line with its sound amounts in the sheet's unit; a doubtful one stays as doubtful."""
    if unit == "万元":
        return line
    money = {field.name for field in fields if field.type == "money"}
    cells = {name: _converted(cell, unit) if name in money else cell for name, cell in line.cells.items()}
    return replace(line, cells=cells)


def _converted(cell: Sent, unit: str) -> Sent:
    if cell.code == "D05":
        return (
            Sent(float(cell.value) if unit == "亿元" else 3, "", "D05", "doubt")
            if unit == "元"
            else Sent(900, "", "D05", "doubt")
        )
    if cell.truth == "":
        return cell
    yuan = int(cell.truth) / 100
    value = yuan if unit == "元" else round(yuan / 10**8, 10)
    fate = cell.fate if cell.fate == "doubt" else "repair"
    return Sent(int(value) if value == int(value) else value, cell.truth, cell.code if fate == "doubt" else "D05", fate)


def _above(style: Style, page: Page, register: Register, width: int) -> None:
    dice, end = style.dice, style.end
    quarter = f"{end.year}年第{'一二三四'[(end.month - 1) // 3]}季度"
    if dice.random() < 0.2:
        page.add("附件2")
    page.across(
        f"{quarter}{dice.choice((register.sheet, f'信阳市{register.sheet}情况统计表', f'{register.sheet}明细表'))}",
        width,
    )
    filled = end + timedelta(days=dice.randint(3, 12))
    day = dice.choice((f"{filled.year}年{filled.month}月{filled.day}日", f"{filled:%Y.%m.%d}", filled.isoformat()))
    unit = style.unit if style.spoken or dice.random() < 0.5 else ""
    told = [f"填报单位：{style.sender.short}{dice.choice(('', '（盖章）'))}", f"填报时间：{day}"]
    told += [f"单位：{unit}"] if unit else []
    if dice.random() < 0.5 or (style.spoken and not unit):
        page.across("\u3000\u3000".join(told), width)
    else:
        row = page.add(*[""] * width)
        for text, at in zip(told, (0, width // 2, width - 1), strict=False):
            page.rows[row - 1][at] = text


def _header(style: Style, page: Page, fields: list[Field]) -> None:
    dice, taken = style.dice, {parts(field.header)[0] for field in fields}
    names = [worded(dice, field, taken, style.unit, style.spoken) for field in fields]
    names = [
        *(("序号",) if "序号" in style.extra else ()),
        *names,
        *(extra for extra in style.extra if extra != "序号"),
    ]
    shift = 1 if "序号" in style.extra else 0
    groups = [""] * shift + [group(field) for field in fields] + [""] * (len(names) - shift - len(fields))
    first = len(page.rows) + 1
    if style.height == 1:
        page.add(*names)
        return
    if style.height == 3:
        page.across("基本情况", len(names))
    row = page.add(*[name if not title else "" for name, title in zip(names, groups, strict=True)])
    page.add(*["" if not title else name for name, title in zip(names, groups, strict=True)])
    at = 0
    while at < len(groups):
        end = at
        while end + 1 < len(groups) and groups[end + 1] == groups[at] and groups[at]:
            end += 1
        if groups[at]:
            page.rows[row - 1][at] = groups[at]
            if end > at:
                page.merges.append((row, at + 1, row, end + 1))
        else:
            page.merges.append((row, at + 1, row + 1, at + 1))
        at = end + 1
    assert first <= row


def _row(style: Style, page: Page, fields: list[Field], line: Line, secrets: list[str]) -> int:
    number = len(page.truths) + 1
    cells: list[object] = [number] if "序号" in style.extra else []
    if line.label:
        texts = [line.label, *["" for _ in fields[1:]]] if line.label != "XXX" else _stand_in(fields)
        return page.add(*cells, *texts)
    cells += [line.cells[field.name].value if field.name in line.cells else "" for field in fields]
    return page.add(*cells, *(_extra(style, extra, secrets) for extra in style.extra if extra != "序号"))


def _merge(style: Style, page: Page, fields: list[Field], line: Line, row: int) -> None:
    """Merge a cell with the one above it, or stretch the merge that ends there."""
    shift = 2 if "序号" in style.extra else 1
    for column, field in enumerate(fields, start=shift):
        if field.name not in line.cells or line.cells[field.name].look != "merge":
            continue
        above = next(
            (merge for merge in page.merges if merge[1] == column and merge[2] == row - 1 and merge[0] < row), None
        )
        if above and above[2] > above[0] and above[1] == above[3]:
            page.merges.remove(above)
        page.merges.append((above[0] if above and above[1] == above[3] else row - 1, column, row, column))


def _stand_in(fields: list[Field]) -> list[object]:
    told = {"text": "XXX公司", "money": 100, "date": "2024-01-01", "integer": 1, "region": "XX县"}
    return [told.get(field.type, "") for field in fields]


def _extra(style: Style, extra: str, secrets: list[str]) -> object:
    dice = style.dice
    if "电话" in extra or "手机" in extra:
        number = people.mobile(dice) if dice.random() < 0.6 else people.landline(dice)
        secrets.append(number)
        return int(number) if dice.random() < 0.4 else number
    if "身份证" in extra:
        secrets.append(people.card(dice, style.sender.region or "411502"))
        return secrets[-1]
    if extra == "备注":
        if dice.random() < 0.2:
            secrets.append(people.mobile(dice))
            return f"联系{dice.choice(people.CLERKS)}{secrets[-1]}"
        return dice.choice(("", "", "首次办理", "已报市局", "材料齐全"))
    return dice.choice(people.CLERKS)


def _total(style: Style, page: Page, fields: list[Field], lines: list[Line]) -> None:
    """Add a total of the amounts that a clerk could add up, where every amount is sound; some are added up wrongly."""
    cells: list[object] = [style.dice.choice(_TOTALS), *["" for _ in fields[1:]]]
    for at, field in enumerate(fields):
        told = [
            line.cells[field.name].value
            for line in lines
            if field.name in line.cells and line.grade not in ("doubt", "wrong")
        ]
        whole = all(line.grade not in ("doubt", "wrong") for line in lines)
        if at and field.type == "money" and whole and all(isinstance(value, int | float) for value in told):
            cells[at] = round(sum(float(str(value)) for value in told), 8)
    sums = [at for at, value in enumerate(cells) if isinstance(value, float) and value > 0]
    wrong = bool(sums) and style.dice.random() < _WRONG_TOTALS
    if wrong:
        at = style.dice.choice(sums)
        cells[at] = round(float(str(cells[at])) * style.dice.choice((0.83, 1.07, 1.35)), 8)
    page.add(*([""] if "序号" in style.extra else []), *cells)
    row = len(page.rows)
    page.place(row, Line({}, "D03", "wrong", str(cells[0]), asked=wrong), "")


def _below(style: Style, page: Page, secrets: list[str]) -> None:
    dice = style.dice
    if dice.random() < 0.6:
        return
    secrets.append(people.mobile(dice))
    secrets.append(people.landline(dice))
    phone, fixed = secrets[-2:]
    told = (
        [f"填表人：{dice.choice(people.CLERKS)}\u3000审核人：{dice.choice(people.CLERKS)}\u3000联系电话：0376-{fixed}"],
        [f"注：1.金额以登记为准；2.如有疑问请联系{dice.choice(people.CLERKS)}（{phone}）"],
        ["填报人：", dice.choice(people.CLERKS), "联系电话：", int(phone)],
        [f"说明：本表由{style.sender.short}填报。", ""],
        ["审核人", dice.choice(people.CLERKS), "电话", phone],
    )
    if dice.random() < 0.5:
        page.add()
    for cells in dice.sample(told, dice.choice((1, 2))):
        page.add(*cells)

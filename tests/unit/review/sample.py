"""An invented paper with every kind of block, so that typesetting is tried on all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dashboard.figures.drawing import Disc, Drawing, Path, Rect, Sign, Text
from dashboard.figures.shapes import TONES
from dashboard.review.papers import Annex, Block, Cell, Column, Heading, Kind, Letter, Paper, Paragraph, Picture, Table
from dashboard.wording import Language, t

LETTER = Letter(
    issuer="信阳市知识产权战略实施工作领导小组办公室",
    addressees=("各县、区人民政府", "市直有关单位"),
    copies=("市委办公室", "市政府办公室"),
    draft="送审稿",
)
MARKS = ("数据截至2025年9月30日", "报告期：2025年三季度", "评价规则（2022年第1版）", "演示数据", "内部资料")
SENTENCE = "截至2025年9月底，专利转让许可914次，完成折算目标的75.2%，高于序时进度0.2个百分点；"

COLUMNS = (
    Column("no", "序号", 0.07, align="centre"),
    Column("name", "指标", 0.33),
    Column("level", "本期累计", 0.16, align="right"),
    Column("share", "完成率", 0.12, "%", "right", "{level}/{path}", True),
    Column("status", "完成情况", 0.17, align="centre"),
    Column("unit", "责任单位", 0.15),
)


def table(rows: int = 12, lang: Language = "zh") -> Table:
    """Return a table with a group row, every status, long and empty cells."""
    statuses = list(TONES)
    made: list[tuple[Cell, ...]] = [(Cell("一、知识产权创造质量"),)]
    for at in range(rows):
        status = statuses[at % len(statuses)]
        made.append((
            Cell(str(at + 1), Decimal(at + 1)),
            Cell("国家知识产权示范企业和优势企业数量（家）" if at % 3 else "专利商标质押融资金额年均增长"),
            Cell("12,345.67" if at % 4 else "—", Decimal("12345.67") if at % 4 else None),
            Cell("75.2", Decimal("0.7523")),
            Cell(t(f"status.{status}", lang), tone=TONES[status], shape=f"{'h' if at > 10 else 's'}-{status}"),
            Cell("市市场监管局（知识产权局）、市财政局" if at % 2 else "浉河区"),
        ))  # fmt: skip
    return Table("targets", "指标完成情况表", COLUMNS, tuple(made), "万元",
                 ("1.数据来源：各县区报送；2.目标按年均增幅折算。", "“—”表示尚未报送。"))  # fmt: skip


def picture() -> Picture:
    """Return a drawing with every kind of shape."""
    shapes = (Rect(40, 60, 60, 120, "#22313f"), Rect(120, 40, 60, 140, stroke="#22313f", hatch="#22313f"),
              Path(((20, 180), (340, 180)), "#16202b"), Disc(240, 90, 8, "#006b50"),
              Sign(270, 80, 20, "s-slightly_behind", "#8a5700"),
              Text(20, 24, "转让（次）", 14, "#16202b", 700))  # fmt: skip
    return Picture("one", "图1　专利转让许可进展", Drawing(360, 200, shapes, "转让许可：柱形图", "#ffffff"))


def blocks() -> tuple[Block, ...]:
    """Return headings of every level, sentences, a note, a table and a picture."""
    return (
        Heading("一、总体情况"), Paragraph(SENTENCE * 3 + "其他指标按节点推进。"), Paragraph("A<b>&*_#$[\\]{“标记”}"),
        Heading("（一）目标任务", 2), Paragraph("14项定量目标中，达到序时进度的8项。"), Heading("1.转让许可", 3),
        Paragraph("浉河区、平桥区进展较快。" * 8), table(4), Paragraph("注：初步数。", kind="note"), picture(),
        Heading("二、下一步工作"), Paragraph("后三个月月均需完成102次。" * 5),
    )  # fmt: skip


def paper(kind: Kind = "circular", rows: int = 70) -> Paper:
    """Return a paper with two annexes, the second on its side and longer than a page."""
    title = "关于2025年三季度信阳市知识产权运营服务体系建设工作进展情况的通报"
    annexes = (Annex("口径说明", (Heading("一、基期"), Paragraph("基期为2021年。"), table(3))),
               Annex("指标完成情况表", (table(rows),), wide=True))  # fmt: skip
    return Paper(kind, title, LETTER, blocks(), annexes, MARKS, day=date(2025, 9, 30))

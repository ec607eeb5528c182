"""Texts from data where a library would read marks in them: they are shown as they stand."""

from __future__ import annotations

import pytest

from dashboard.access import Person
from dashboard.figures.charts import Plot, Trace
from dashboard.figures.lettering import Line, label
from dashboard.figures.plotting import figure
from dashboard.figures.plotting import literal as of_chart
from dashboard.screens import intake_drafts
from dashboard.screens.literal import literal
from tests.poison import HARM


@pytest.mark.parametrize(
    ("text", "shown"),
    [("平常（2025年）", "平常（2025年）"), ("[x](y)", r"\[x\]\(y\)"), ("# a\n\n- b", r"\# a \- b"),
     (":smile: $x$ **y** <b> `z`", r"\:smile\: \$x\$ \*\*y\*\* \<b\> \`z\`"),
     ("http://x.example", "http\\:\u2060\\/\\/x\\.example"),
     ("www.x.cn a@x.cn", "www\u2060\\.x\\.cn a\u2060\\@x\\.cn")],
)  # fmt: skip
def test_markdown_reads_no_mark(text: str, shown: str) -> None:
    assert literal(text) == shown


def test_a_chart_makes_no_link_of_a_text_and_keeps_our_line_breaks() -> None:
    assert of_chart("<a href='x'>甲</a><br>1 & 2") == "&lt;a href='x'&gt;甲&lt;/a&gt;<br>1 &amp; 2"
    drawn = figure(Plot("k", HARM, (HARM, "乙"), (Trace(HARM, "solid", (1.0, 2.0), (HARM, ""), (HARM, "")),), HARM, 1.0,
                        HARM), "light").to_json()  # fmt: skip
    assert "<a " not in drawn and "<img" not in drawn and "\\u003ca " not in drawn


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd", "passwd"), ("..\\\\..\\\\win.xlsx", "win.xlsx"), ('a"\r\nX: y.xlsx', "a___X_ y.xlsx"),
     (f"a{chr(0x202E)}xslx.exe", "axslx.exe"), ("\x00", "_"), ("\\\\evil\\share\\甲.xlsx", "甲.xlsx"), ("", "upload"),
     ("<script>.xlsx", "_script_.xlsx")],
)  # fmt: skip
def test_the_name_of_an_uploaded_file_is_a_name_and_no_path(sent: str, kept: str) -> None:
    assert intake_drafts.read(sent, b"0" * ((intake_drafts.LARGEST << 20) + 1), Person("", "viewer")).name == kept


def test_a_label_on_the_map_is_drawn_without_signs_nobody_sees() -> None:
    clean = label((Line("甲区", 12),), "#000000")
    assert label((Line(f"甲{chr(0x202E)}{chr(0x200B)}\t\r\n区", 12),), "#000000") == clean

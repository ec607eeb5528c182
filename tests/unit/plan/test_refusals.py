"""A wrong catalogue file is refused with file, key, value and reason, in one sentence of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from dashboard.plan import load_catalogue, load_catalogues
from dashboard.plan.refusing import Invalid
from tests.unit.plan.copying import ROOT, XINYANG, YUNZE, copy, edit


@dataclass(frozen=True)
class Wrong:
    """An edit of a file that makes a plan wrong, and the refusal it must bring."""

    edited: str
    blamed: str
    plan: Path
    reason: str
    key: str
    value: str
    old: str
    new: str


def _cases() -> Iterator[Wrong]:
    groups = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text(encoding="utf-8"))
    for group, cases in groups.items():
        edited, _, blamed = group.removeprefix("xinyang:").partition(" -> ")
        plan = XINYANG if group.startswith("xinyang:") else YUNZE
        yield from (Wrong(edited, blamed or edited, plan, *case) for case in cases)


WRONG = tuple(_cases())


def _broken(case: Wrong, tmp_path: Path) -> Path:
    folder = copy(case.plan, tmp_path)
    if case.old == "+":
        (folder / case.edited).write_text(case.new, encoding="utf-8")
    else:
        edit(folder, case.edited, case.old, case.new)
    return folder


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case.reason}-{case.key}")
def test_wrong_file_is_refused_with_file_key_value_and_reason(case: Wrong, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        load_catalogue(_broken(case, tmp_path))
    refused = caught.value
    fields = refused.fields
    assert refused.key == "plan.invalid"
    assert (fields["reason"], fields["file"]) == (case.reason, f"{case.plan.name}/{case.blamed}")
    assert fields["key"] == case.key
    assert str(fields["value"]).startswith(case.value)
    for lang in ("zh", "en"):
        sentence = refused.sentence(lang)
        assert all(str(fields[part]) in sentence for part in ("file", "key", "value") if fields[part] != "—")
        assert "—" not in sentence
        assert "{" not in sentence.replace(str(fields["value"]), "")
        assert "\n" not in sentence
    assert refused.sentence("zh").endswith("。")


def _reasons(lang: str) -> dict[str, str]:
    with (ROOT / "dashboard" / "translations" / lang / "LC_MESSAGES" / "plan.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if str(m.id).startswith("plan.reason_")}


def test_every_reason_has_words_in_both_languages_and_a_case_here() -> None:
    zh, en = _reasons("zh"), _reasons("en")
    shown = {f"plan.reason_{case.reason}" for case in WRONG}
    files = {f"plan.reason_{name}" for name in ("no_folder", "no_file", "stray_file", "unreadable", "other")}
    assert set(zh) == set(en) == shown | files
    assert all(re.search("[\u4e00-\u9fff]", words) for words in zh.values())
    assert not any(re.search("[\u4e00-\u9fff]", words) for words in en.values())
    for name in zh:
        assert set(re.findall(r"{\w+}", zh[name])) == set(re.findall(r"{\w+}", en[name]))


@pytest.mark.parametrize("file", ["plan.yaml", "targets.yaml", "base_values.yaml"])
def test_missing_file_is_named(file: str, tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    (folder / file).unlink()
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert caught.value.fields["reason"] == "no_file"
    assert caught.value.sentence("zh") == f"方案文件 yunze-2026/{file} 有误：缺少这个文件。"
    assert caught.value.sentence("en") == f"Plan file yunze-2026/{file} is wrong: this file is missing."


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        load_catalogue(tmp_path / "nowhere")
    assert (caught.value.fields["file"], caught.value.fields["reason"]) == ("nowhere", "no_folder")


def test_file_that_nothing_would_read_is_refused(tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    (folder / "target.yaml").write_text("targets: []\n", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert (caught.value.fields["file"], caught.value.fields["reason"]) == ("yunze-2026/target.yaml", "stray_file")
    assert "targets.yaml" in caught.value.sentence("zh")


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_bytes(text.encode("gb18030"))
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert caught.value.fields["reason"] == "unreadable"


def test_yaml_error_names_the_line(tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    edit(folder, "plan.yaml", "  city: 云泽市\n", "  city: 云泽市\n  city: 东泽市\n")
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert "第 9 行重复给出同一个键" in caught.value.sentence("zh")
    assert "line 9 gives the same key again" in caught.value.sentence("en")


def test_yaml_cannot_make_python_objects(tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    edit(folder, "plan.yaml", "city: 云泽市", "city: !!python/object/apply:os.getcwd []")
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert caught.value.fields["reason"] == "yaml"


def test_two_folders_with_the_same_plan_are_refused(tmp_path: Path) -> None:
    copy(YUNZE, tmp_path).rename(tmp_path / "another")
    copy(YUNZE, tmp_path)
    with pytest.raises(Invalid) as caught:
        load_catalogues(tmp_path)
    assert (caught.value.fields["file"], caught.value.fields["value"]) == ("yunze-2026/plan.yaml", "yunze-2026")


def test_options_are_listed_in_each_language(tmp_path: Path) -> None:
    folder = copy(YUNZE, tmp_path)
    edit(folder, "feeds.yaml", "frequency: M", "frequency: D")
    with pytest.raises(Invalid) as caught:
        load_catalogue(folder)
    assert caught.value.sentence("zh").endswith("的值为“D”，只能是下列之一：M、Q、A。")
    assert caught.value.sentence("en").endswith('is "D": it must be one of: M, Q and A.')

"""Patent numbers and credit codes: right ones with check digits computed here, and what becomes of them in a sheet."""

from __future__ import annotations

from random import Random

from tests.corpus.cell import Sent

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ."}


def patent(dice: Random, kind: int, year: int) -> str:
    """Return an invented patent number: ZL, year, kind, serial, a point and its check digit."""
    body = f"{year}{kind}{dice.randint(10_000, 9_999_999):07d}"
    return f"ZL{body}.{_check(body)}"


def _check(body: str) -> str:
    weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    rest = 0
    for digit, weight in zip(body, weights, strict=True):
        rest += int(digit) * weight
    return "0123456789X"[rest % 11]


def credit_code(dice: Random, county: str) -> str:
    """Return an invented unified social credit code of a firm in a county."""
    body = f"91{county}MA{''.join(dice.choice(_SIGNS) for _ in range(7))}"
    total, weight = 0, 1
    for sign in body:
        total += _SIGNS.index(sign) * weight
        weight = weight * 3 % 31
    return body + _SIGNS[-total % 31]


def written_patents(dice: Random, numbers: list[str]) -> Sent:
    """Return patent numbers in another writing: each still carries its check digit."""
    way = dice.randrange(12)
    forms = [_form(dice, number, way) for number in numbers]
    code = "D16" if forms != numbers else "D15"
    if len(numbers) == 1 and forms == numbers:
        forms, code = [f" {numbers[0]}"], "D06"
    mark = dice.choice(("、", "；", ";", "\n", "，", ",", "/", "\r\n", " 、", "； "))
    return Sent(mark.join(forms), "、".join(dict.fromkeys(numbers)), code, "repair")


def _form(dice: Random, number: str, way: int) -> str:
    bare = number.removeprefix("ZL")
    match way:
        case 0:
            return bare
        case 1:
            return number.replace(".", "")
        case 2:
            return number.lower()
        case 3:
            return bare.replace(".", "")
        case 4:
            return f"ZL {bare}"
        case 5:
            return number.translate(_WIDE)
        case 6:
            return f"{number[:6]} {number[6]} {number[7:]}"
        case 7:
            return number[:2] + number[2:].replace("0", "O", 1)
        case 8:
            return number.replace("X", "×") if "X" in number else f"CN{bare}"
        case 9:
            return f"ZL：{bare}"
        case 10:
            return f"专利号：{number}"
        case _:
            return number


def one_patent(dice: Random, number: str) -> Sent:
    """Return a single number, also as a number of the spreadsheet."""
    bare = number.removeprefix("ZL").replace(".", "")
    if bare.isdigit() and dice.random() < 0.3:
        return Sent(dice.choice((int(bare), f"{bare}.0")), number, "D16", "repair")
    return written_patents(dice, [number])


def doubtful_patents(dice: Random, numbers: list[str]) -> Sent:
    """Return numbers of which at least one cannot be right, or cannot be known."""
    first, rest = numbers[0], numbers[1:]
    wrong = "0123456789X"[("0123456789X".index(first[-1]) + dice.randint(1, 10)) % 11]
    body = first[2:14]
    ways: list[object] = [
        first[:-1] + wrong, first[:-2], body, f"{first}等{dice.randint(3, 9)}件", f"{first}等",
        float(f"{body[:5]}0000000"),
        f"{body[0]}.{body[1:5]}E+12", f"{first[:8]}{first[9:]}", f"{first[:8]}0{first[8:]}", _changed(dice, first),
        "见附件", "详见清单",
        _other_kind(body), _other_year(body), "申请中", f"{first}（质押中）、待补", f"{first[:9]}*****{first[14:]}",
    ]  # fmt: skip
    way = dice.choice(ways)
    if isinstance(way, str) and rest and dice.random() < 0.5:
        way = "、".join([*rest, way])
    return Sent(way, "", "D15" if isinstance(way, str) and "等" in way else "D16", "doubt")


def _changed(dice: Random, number: str) -> str:
    """Return a number with two neighbouring digits exchanged, as fingers do."""
    places = [at for at in range(7, 13) if (int(number[at]) - int(number[at + 1])) % 11]
    at = dice.choice(places) if places else 7
    signs = list(number)
    signs[at], signs[at + 1] = signs[at + 1], signs[at]
    if not places:
        signs[-1] = "X" if signs[-1] != "X" else "0"
    return "".join(signs)


def _other_kind(body: str) -> str:
    other = body[:4] + "6" + body[5:]
    return f"ZL{other}.{_check(other)}"


def _other_year(body: str) -> str:
    other = "2063" + body[4:]
    return f"ZL{other}.{_check(other)}"


def written_code(dice: Random, code: str) -> Sent:
    """Return a credit code in another writing that its check digit confirms."""
    zero, one = code.find("0", 8), code.find("1", 8)
    ways = [
        code.lower(),
        f" {code} ",
        f"{code[:6]} {code[6:]}",
        code.translate(_WIDE),
        f"{code}\u200b",
        f"'{code}",
        f"{code}\u00a0",
    ]
    ways += [
        f"{code[:2]} {code[2:8]} {code[8:17]} {code[17]}",
        f"统一社会信用代码：{code}",
        f"{code[:8]}-{code[8:17]}-{code[17]}",
        f"{code}\n",
    ]
    if zero > 0:
        ways += [code[:zero] + "O" + code[zero + 1 :]] * 2
    if one > 0:
        ways += [code[:one] + "I" + code[one + 1 :]] * 2
    return Sent(dice.choice(ways), code, "D17" if dice.random() < 0.5 else "D06", "repair")


def doubtful_code(dice: Random, code: str) -> Sent:
    """Return a credit code that is old, cut, mistyped or has lost its digits."""
    swapped = code[:-1] + _SIGNS[(_SIGNS.index(code[-1]) + dice.randint(1, 30)) % 31]
    ways: list[object] = [
        "4115" + "".join(dice.choice("0123456789") for _ in range(11)), "9.14115E+17", 9.14115e17, code[:-1],
        code + "1", swapped,
        f"{code[:-3]}***", f"{code[8:16]}-{code[16]}", "正在办理", "同法人", code[:9] + code[10] + code[9] + code[11:]
        if code[9] != code[10] else swapped, f"{code}/{code[:-1]}",
    ]  # fmt: skip
    return Sent(dice.choice(ways), "", "D17", "doubt")

"""The numbers of the demo story: city totals, county weights, deliveries. Invented, but for tea output 2020-2023."""

from __future__ import annotations

from datetime import date

from dashboard.demo.months import Block, split_year, year

BASE_FROM, BASE = "2019Q1", "2021Q4"  # the base workbook covers 2019Q1-2021Q4
LAST = "2026Q3"  # last delivery of the settlement period

# counties' shares of the city, in percent
PATENTS = {"411502": 17, "411503": 26, "411521": 9, "411522": 8, "411523": 8, "411524": 5, "411525": 10, "411526": 8,
           "411527": 5, "411528": 4}
PLEDGES = {"411502": 13, "411503": 26, "411521": 14, "411522": 8, "411523": 9, "411524": 5, "411525": 11, "411526": 8,
           "411527": 4, "411528": 2}
CONTRACTS = {"411502": 20, "411503": 32, "411521": 7, "411522": 6, "411523": 9, "411524": 4, "411525": 9, "411526": 7,
             "411527": 4, "411528": 2}
ENTITIES = {"411502": 14, "411503": 15, "411521": 8, "411522": 9, "411523": 5, "411524": 8, "411525": 17, "411526": 9,
            "411527": 7, "411528": 8}
TEA = {"411502": 52, "411503": 7, "411521": 11, "411522": 9, "411523": 6, "411524": 8, "411525": 6, "411526": 1,
       "411527": 0, "411528": 0}
COUNTIES = tuple(PATENTS)
# shares of a county's activity inside zones
ZONES = {"411502": {"Z04": 0.04, "Z05": 0.03}, "411503": {"Z01": 0.55, "Z03": 0.12, "Z06": 0.04, "Z08": 0.08},
         "411522": {"Z02": 0.15}, "411523": {"Z02": 0.10}, "411526": {"Z02": 0.12, "Z07": 0.40}}

# transfers and licences (次): the opening edition stands above its path, the end is met
TRANSFERS = (
    year(2019, 468), year(2020, 512), year(2021, 624), year(2022, 668), year(2023, 790), year(2024, 868),
    Block("2025-01", "2025-09", 741), Block("2025-10", "2025-12", 262), Block("2026-01", "2026-09", 702),
)
RESTATED = {"2023-07": -2, "2023-08": 4, "2023-09": -5}  # 固始县's first count against its restated one
RESTATING_COUNTY, RESTATED_IN = "411525", "2023Q4"
LATE_COUNTY, LATE_QUARTER, LATE_FOLDER = "411528", "2024Q2", "2024Q3"

# pledge deals and 万元: slow 2022, strong 2024, amount slightly behind in September 2025 and met in December; some two
# thirds of every year lie before October, as the weights of the months say
PLEDGE_DEALS = (
    *split_year(2019, (8, 5_200), (4, 2_700)), *split_year(2020, (10, 6_700), (5, 3_500)),
    *split_year(2021, (14, 10_000), (7, 5_000)), *split_year(2022, (15, 10_500), (7, 5_100)),
    *split_year(2023, (19, 12_900), (9, 6_700)), *split_year(2024, (25, 17_600), (12, 8_800)),
    *split_year(2025, (29, 18_600), (13, 11_600)), Block("2026-01", "2026-09", 30, 20_800),
)
# one deal's amount is corrected in the settlement period: number, day, 万元
CORRECTED_DEAL, CORRECTED_ON, CORRECTED_BY = 172, date(2026, 2, 10), -30
# patent technology contracts sold by the city and 万元: 2025 collapses, the target is missed
PATENT_CONTRACTS = (
    year(2019, 24, 17_800), year(2020, 29, 22_600), year(2021, 38, 30_000), year(2022, 42, 33_100),
    year(2023, 49, 39_400), year(2024, 56, 45_200), Block("2025-01", "2025-09", 37, 22_300),
    Block("2025-10", "2025-12", 21, 17_900), Block("2026-01", "2026-09", 35, 24_100),
)
# pledges of copyright, which stand beside the deals above and do not count: a year's number
COPYRIGHT_PLEDGES = {2020: 1, 2021: 2, 2022: 1, 2023: 2, 2024: 3, 2025: 3, 2026: 1}
# stocks at the end of a year (2026: of September)
STOCKS = {
    "enterprises": {2018: 88_000, 2019: 97_500, 2020: 108_900, 2021: 121_300, 2022: 136_900, 2023: 146_600,
                    2024: 154_100, 2025: 161_900, 2026: 168_000},
    "market_entities": {2018: 386_000, 2019: 421_000, 2020: 463_000, 2021: 502_000, 2022: 547_800, 2023: 570_500,
                        2024: 588_300, 2025: 607_900, 2026: 625_000},
    "valid_trademarks": {2017: 23_100, 2018: 29_800, 2019: 38_900, 2020: 49_600, 2021: 60_750, 2022: 69_400,
                         2023: 77_350, 2024: 85_900, 2025: 90_950, 2026: 95_000},
}
# 亿元: output of the whole industry and of the users of the mark
GI_OUTPUT = {2019: "122.00", 2020: "130.00", 2021: "150.00", 2022: "153.00", 2023: "161.00", 2024: "173.50",
             2025: "177.00"}
GI_SHARES = {
    "gi_user_output": {2019: "0.56", 2020: "0.57", 2021: "0.58", 2022: "0.595", 2023: "0.61", 2024: "0.63",
                       2025: "0.645"},
    "gi_comprehensive_output": {2019: "1.52", 2020: "1.50", 2021: "1.50", 2022: "1.51", 2023: "1.53", 2024: "1.54",
                                2025: "1.56"},
}
GI_OTHERS = {2019: "44.10", 2020: "46.80", 2021: "49.20", 2022: "48.60", 2023: "50.30", 2024: "51.90", 2025: "52.40"}
# 亿元 by industry; biomedicine dips in 2022
VALUE_ADDED = {
    2019: {"electronics": "57.60", "biomedicine": "30.20", "environment": "33.40"},
    2020: {"electronics": "62.90", "biomedicine": "33.10", "environment": "35.70"},
    2021: {"electronics": "71.20", "biomedicine": "34.60", "environment": "39.80"},
    2022: {"electronics": "79.90", "biomedicine": "29.30", "environment": "43.60"},
    2023: {"electronics": "92.70", "biomedicine": "33.80", "environment": "49.10"},
    2024: {"electronics": "103.90", "biomedicine": "37.20", "environment": "53.90"},
    2025: {"electronics": "114.80", "biomedicine": "41.10", "environment": "59.60"},
}
# prices against those of 2021, and the wider scopes in 亿元
PRICES = {2019: "0.965", 2020: "0.972", 2021: "1", 2022: "1.021", 2023: "1.018", 2024: "1.024", 2025: "1.031"}
VALUE_ADDED_WIDER = {
    "patent_intensive_va_all": {2019: "213.40", 2020: "229.70", 2021: "254.10", 2022: "266.30", 2023: "293.80",
                                2024: "324.60", 2025: "353.20"},
    "ict_services_va": {2019: "11.20", 2020: "12.60", 2021: "14.10", 2022: "16.30", 2023: "19.20", 2024: "22.50",
                        2025: "26.10"},
}
# the report period in which a year's figure arrives; 2024's value added comes a quarter late
VALUE_ADDED_IN = {2019: BASE, 2020: BASE, 2021: "2022Q3", 2022: "2023Q3", 2023: "2024Q3", 2024: "2025Q4",
                  2025: "2026Q3"}
GI_IN = {2019: BASE, 2020: BASE, 2021: "2022Q1", 2022: "2023Q1", 2023: "2024Q1", 2024: "2025Q1", 2025: "2026Q1"}


# month in which each SME's custody begins; the first lies before the plan and does not count, the eleventh is the tenth
CUSTODY_STARTS = (
    "2021-09", "2022-11", "2022-12", "2023-03", "2023-05", "2023-06", "2023-09", "2023-11", "2024-01", "2024-02",
    "2024-03", "2024-04", "2024-06", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-02", "2025-03",
    "2025-04", "2025-05", "2025-06", "2025-08", "2025-11", "2025-12", "2026-03", "2026-06",
)
RENEWED_CUSTODY = (2, 4, 7)
TWICE_IN_CUSTODY, SECOND_COUNTY, SECOND_START = 11, "411526", date(2024, 9, 12)
# contracts of SMEs with universities: month signed, month of success (None: none); the tenth success is in May 2025
CONVERSIONS = (
    ("2022-07", "2022-11"), ("2022-11", "2023-03"), ("2023-02", "2023-06"), ("2023-07", "2023-11"),
    ("2023-10", "2024-01"), ("2024-01", "2024-05"), ("2024-04", "2024-08"), ("2024-07", "2024-12"),
    ("2024-10", "2025-02"), ("2025-01", "2025-05"), ("2025-03", "2025-07"), ("2025-05", "2025-09"),
    ("2025-11", "2026-03"), ("2024-03", None), ("2025-08", None),
)
# large firms that counties list by mistake: they are no SMEs and do not count
LARGE_CUSTODY, LARGE_CONVERSION = "2024-05", ("2024-03", "2024-10")
SENT_BACK = "ZH2024-008"  # the contract whose evidence was sent back
SECOND_CONVERSIONS = ((3, "2024-09", "2025-01"),)  # the fourth SME succeeds again
# products: month filed, round, day recognised (None: not); nothing in 2022, steps each February, the last one too late
_R2023, _R2024, _R2025 = date(2024, 2, 6), date(2025, 2, 8), date(2026, 2, 10)
PRODUCTS = (
    ("2023-07", 2023, _R2023), ("2023-08", 2023, _R2023), ("2023-08", 2023, None), ("2023-09", 2023, _R2023),
    ("2024-05", 2024, _R2024), ("2024-06", 2024, _R2024), ("2024-07", 2024, _R2024), ("2024-07", 2024, None),
    ("2024-08", 2024, _R2024), ("2024-09", 2024, _R2024), ("2025-06", 2025, _R2025), ("2025-07", 2025, _R2025),
    ("2025-08", 2025, None), ("2025-09", 2025, _R2025),
)
# centres in the order of their plaques
CENTERS = ("电子信息", "节能环保", "羽绒与纺织")
# milestones: the opening edition finds three overdue (tasks 4, 7, 10), done later; some only in the settlement period
OPENING = date(2025, 9, 30)
MILESTONE_DAYS = {
    "4.2@2025": date(2026, 1, 14), "7.5@2025H1": date(2025, 11, 18), "10.5": date(2025, 11, 26),
    "4.3@2023": date(2023, 9, 18), "4.3@2024": date(2024, 9, 20), "4.3@2025": date(2025, 9, 19),
    "4.4@2024": date(2024, 2, 6), "4.4@2025": date(2025, 2, 8), "3.6@2025": date(2025, 8, 28),
    "14.2": date(2024, 4, 23), "7.2": date(2023, 8, 15), "8.1": date(2023, 7, 20), "9.4": date(2025, 2, 25),
    "1.9": date(2026, 2, 27), "s3.3@2025": date(2026, 4, 16),
}
OVERDUE = ("4.2@2025", "7.5@2025H1", "10.5")
OVERDUE_NOTE = "逾期未完成，已列入督办"
MILESTONE_NOTES = {"3.6@2025": "核算结果已形成，待审定后报送"}
# what the publisher sets by hand in a quarter, beside the computed status
OVERRIDES = {
    "2025Q3": [{
        "target": "regional_specialty_industries", "status": "slightly_behind", "author": "演示发布人",
        "reason": "区域特色产业认定标准尚未印发，已认定的产业待按标准复核", "doc_no": "演示文号〔2025〕8号",
        "made_on": "2025-10-12", "until": "2025-12-30",
    }],
}  # fmt: skip

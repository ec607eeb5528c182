-- one row per value sent for some indicators, with where it stands, periods ended by a year; parameters: plan, edition, indicators, first, last
select indicator, region, period, breakdown, sender, value, raw_value, raw_unit, sheet, row_no, submission_id
from observation
where plan = :plan
  and indicator in :indicators
  and substr(period, 1, 4) >= :first and substr(period, 1, 4) <= :last
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by indicator, region, period, breakdown, sender, id

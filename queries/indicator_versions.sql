-- one row per period and stored version of some indicators' totals in one region; parameters: plan, edition, indicators, region
select indicator, period, value, from_edition, to_edition
from indicator_value
where plan = :plan
  and indicator in :indicators
  and region = :region
  and breakdown = ''
  and from_edition < :edition
order by indicator, period, from_edition, id

-- one row per breakdown and period of one indicator in one region, totals left out; parameters: plan, edition, indicator, region
select indicator, region, period, breakdown, value, numerator, denominator, expected, received, missing
from indicator_value
where plan = :plan
  and indicator = :indicator
  and region = :region
  and breakdown <> ''
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by breakdown, period, id

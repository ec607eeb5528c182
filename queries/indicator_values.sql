-- one row per region and period of one indicator and breakdown; parameters: plan, edition, indicator, regions, breakdown
select indicator, region, period, breakdown, value, numerator, denominator, expected, received, missing
from indicator_value
where plan = :plan
  and indicator = :indicator
  and region in :regions
  and breakdown = :breakdown
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by region, period, id

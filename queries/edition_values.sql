-- one row per indicator, region, period and breakdown as frozen in an edition; parameters: plan, edition
select indicator, region, period, breakdown, value, numerator, denominator, expected, received, missing
from indicator_value
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by indicator, region, period, breakdown, id

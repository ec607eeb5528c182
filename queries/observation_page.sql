-- one row per region, breakdown and period of one indicator between two periods, some of them; parameters: plan, edition, indicator, every, regions, breakdowns, first, last, most, skipped
select indicator, region, period, breakdown, value, numerator, denominator, expected, received, missing
from indicator_value
where plan = :plan
  and indicator = :indicator
  and (:every = 1 or region in :regions)
  and breakdown in :breakdowns
  and period >= :first
  and period <= :last
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by region, breakdown, period, id
limit :most offset :skipped

-- one row: number of values of one indicator between two periods; parameters: plan, edition, indicator, every, regions, breakdowns, first, last
select count(*) as total
from indicator_value
where plan = :plan
  and indicator = :indicator
  and (:every = 1 or region in :regions)
  and breakdown in :breakdowns
  and period >= :first
  and period <= :last
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by total

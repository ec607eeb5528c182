-- one row: the region that a plan is about, its city, as an edition knows it; parameters: plan, edition
select code
from region
where plan = :plan
  and kind = 'city'
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

-- one row per value of some indicators and regions that only one of two editions holds, as of then and as of the later edition; fresh 1 for the later one's; parameters: plan, edition, then, indicators, regions
select indicator, region, period, value, numerator, denominator, missing,
       case when from_edition > :then then 1 else 0 end as fresh
from indicator_value
where plan = :plan
  and indicator in :indicators
  and region in :regions
  and breakdown = ''
  and ((from_edition <= :then and to_edition > :then and to_edition <= :edition)
    or (from_edition > :then and from_edition <= :edition and (to_edition is null or to_edition > :edition)))
order by indicator, region, period, id

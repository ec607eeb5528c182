-- one row per region (city, counties, zones) of a plan as an edition knows it; parameters: plan, edition
select code, kind, seq, name, name_en, definition
from region
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

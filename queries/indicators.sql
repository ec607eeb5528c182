-- one row per indicator of a plan as an edition knows it; parameters: plan, edition
select code, unit, scale, frequency, aggregation, seq, name, name_en, definition
from indicator
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

-- one row per target of a plan as an edition knows it; parameters: plan, edition
select code, heading, kind, seq, name, name_en, definition
from target
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by kind, seq, code

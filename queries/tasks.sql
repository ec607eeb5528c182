-- one row per task or safeguard of a plan as an edition knows it; parameters: plan, edition
select code, kind, seq, name, name_en, definition
from task
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

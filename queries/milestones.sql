-- one row per milestone instance of a plan as an edition knows it; parameters: plan, edition
select code, task, series, due, reporter, recurring, seq, name, name_en, definition
from milestone
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

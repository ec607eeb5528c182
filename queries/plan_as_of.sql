-- one row per plan, that is one row, of a plan as an edition knows it; parameters: plan, edition
select code, name, name_en, definition
from plan
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

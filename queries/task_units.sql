-- one row per unit of a task of a plan as an edition knows it; parameters: plan, edition
select task, role, seq, organisation
from task_unit
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by task, role, seq, organisation

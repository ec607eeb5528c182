-- one row per outlook of an edition that stands for its target, with its fan and what if; parameters: plan, edition, target
select target, reading, region, horizon, fan, what_if
from outlook
where plan = :plan
  and edition = :edition
  and target = :target
  and is_main = 1
order by target, reading, region, horizon

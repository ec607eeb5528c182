-- one row per reading of a target in an edition: fan and what if of the outlook that stands for it; parameters: plan, edition, target
select target, reading, region, horizon, fan, what_if
from outlook
where plan = :plan
  and edition = :edition
  and target = :target
  and is_main = 1
order by target, reading, region, horizon

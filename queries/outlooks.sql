-- one row per target, reading, region and horizon of an edition; parameters: plan, edition
select target, reading, region, horizon, goal, p_attain, method, reason, quantiles
from outlook
where plan = :plan
  and edition = :edition
order by target, reading, region, horizon

-- one row per target, reading, region and horizon of an edition; parameters: plan, edition
select target, reading, region, horizon, period, is_main, known, goal, p_attain, method, reason, quantiles, middle, dots, expected,
       earliest, latest
from outlook
where plan = :plan
  and edition = :edition
order by target, reading, region, horizon

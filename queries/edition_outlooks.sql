-- one row per target, reading, region and horizon of an edition, every column that its hash is made of; parameters: plan, edition
select target, reading, region, horizon, period, is_main, known, goal, p_attain, method, reason, quantiles, middle, dots, expected,
       earliest, latest, fan, what_if
from outlook
where plan = :plan
  and edition = :edition
order by target, reading, region, horizon

-- one row per target ("" for all), reading, some regions and horizon of an edition; parameters: plan, edition, target, regions
select target, reading, region, horizon, period, is_main, known, goal, p_attain, method, reason, quantiles, middle, dots, expected,
       earliest, latest
from outlook
where plan = :plan
  and edition = :edition
  and region in :regions
  and (:target = '' or target = :target)
order by target, reading, region, horizon

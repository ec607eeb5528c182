-- one row per target, reading, region and horizon of an edition, of all or of one ("" for all), some of them; parameters: plan, edition, target, region, horizon, most, skipped
select target, reading, region, horizon, period, is_main, known, goal, p_attain, method, reason, quantiles, middle, dots, expected,
       earliest, latest
from outlook
where plan = :plan
  and edition = :edition
  and (:target = '' or target = :target)
  and (:region = '' or region = :region)
  and (:horizon = '' or horizon = :horizon)
order by target, reading, region, horizon
limit :most offset :skipped

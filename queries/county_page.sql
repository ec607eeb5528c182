-- one row per target and county of an edition, of all or of one ("" for all), some of them; parameters: plan, edition, target, region, most, skipped
select target, region, status, reason, period, unit, level, base, quota, share, growth, completion, time_progress,
       gap_points, final, small_sample, missing
from county_verdict
where plan = :plan
  and edition = :edition
  and (:target = '' or target = :target)
  and (:region = '' or region = :region)
order by target, region
limit :most offset :skipped

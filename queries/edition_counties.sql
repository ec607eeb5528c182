-- one row per target and county of an edition, every column that its hash is made of; parameters: plan, edition
select target, region, status, reason, period, unit, level, base, quota, share, growth, completion, time_progress,
       gap_points, final, small_sample, missing
from county_verdict
where plan = :plan
  and edition = :edition
order by target, region

-- one row per county of one target of an edition; parameters: plan, edition, target
select target, region, status, reason, period, unit, level, base, quota, share, growth, completion, time_progress,
       gap_points, final, small_sample, missing
from county_verdict
where plan = :plan
  and edition = :edition
  and target = :target
order by region

-- one row per target and county of an edition: where it stands; parameters: plan, edition
select target, region, status, gap_points
from county_verdict
where plan = :plan
  and edition = :edition
order by region, target

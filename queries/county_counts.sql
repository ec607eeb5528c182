-- one row per target and one of some statuses of an edition: how many counties stand there; parameters: plan, edition, statuses
select target, status, count(*) as counties
from county_verdict
where plan = :plan
  and edition = :edition
  and status in :statuses
group by target, status
order by target, status

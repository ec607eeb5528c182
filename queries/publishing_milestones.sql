-- one row per milestone instance and sender, without notes; parameters: plan, edition
select milestone, sender, state, done_on
from milestone_event
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by milestone, sender, id

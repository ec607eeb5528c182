-- one row per milestone that a unit ("" for all) reports done; parameters: plan, edition, scope
select milestone, sender, done_on
from milestone_event
where plan = :plan
  and state = 'done'
  and (:scope = '' or sender = :scope)
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by milestone, sender, id

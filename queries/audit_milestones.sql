-- one row per report of some milestones, with where it stands; parameters: plan, edition, milestones
select milestone, sender, state, done_on, doc_no, sheet, row_no, submission_id
from milestone_event
where plan = :plan
  and milestone in :milestones
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by milestone, sender, id

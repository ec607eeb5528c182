-- one row per sender, subject and period reported, of some subjects; parameters: plan, edition, subjects
select subject, period, sender, submission_id, waiting
from receipt
where plan = :plan
  and subject in :subjects
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by subject, period, sender, id

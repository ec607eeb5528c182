-- one row per sheet with rows of a submission known to an edition (a receipt may rest on one that was corrected since), with their number; parameters: plan, edition, scope
select n.submission_id, n.sheet, sum(n.stated) as stated
from (
  select submission_id, sheet, count(*) as stated from observation
  where plan = :plan and (:scope = '' or sender = :scope) group by submission_id, sheet
  union all
  select submission_id, sheet, count(*) as stated from ledger_entry
  where plan = :plan and (:scope = '' or sender = :scope) group by submission_id, sheet
  union all
  select submission_id, sheet, count(*) as stated from milestone_event
  where plan = :plan and (:scope = '' or sender = :scope) group by submission_id, sheet
) n
join submission s on s.id = n.submission_id
where s.plan = :plan
  and (:scope = '' or s.sender = :scope)
  and s.from_edition <= :edition
group by n.submission_id, n.sheet
order by n.submission_id, n.sheet

-- one row per sheet with rows of each workbook of a sender, with their number; parameters: plan, sender
select n.submission_id, n.sheet, count(*) as stated
from (
  select submission_id, sheet, row_no from observation where plan = :plan and sender = :sender
  union
  select submission_id, sheet, row_no from ledger_entry where plan = :plan and sender = :sender
  union
  select submission_id, sheet, row_no from milestone_event where plan = :plan and sender = :sender
) n
group by n.submission_id, n.sheet
order by n.submission_id, n.sheet

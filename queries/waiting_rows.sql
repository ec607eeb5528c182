-- one row per row in question of the workbook in force of a sender for a report period; parameters: plan, sender, period
select distinct s.file_name, s.file_hash, s.template, i.sheet, i.row_no
from submission s
join submission_issue i on i.submission_id = s.id
where s.plan = :plan and s.sender = :sender and s.period = :period and s.to_edition is null
  and i.outcome in ('held', 'returned')
order by i.sheet, i.row_no

-- one row per issue of every workbook of a sender, one without an issue for a workbook that has none; parameters: plan, sender
select s.id as submission_id, i.sheet, i.row_no, i.column_name, i.outcome, i.code, i.message
from submission s
left join submission_issue i on i.submission_id = s.id
where s.plan = :plan and s.sender = :sender
order by s.id, coalesce(i.sheet, ''), coalesce(i.row_no, 0), coalesce(i.id, 0)

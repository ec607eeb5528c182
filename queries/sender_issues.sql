-- one row per issue of every workbook of a sender, also of those that it leaves open of a former version, one without
-- an issue for a workbook that has none; parameters: plan, sender
select s.id as submission_id, i.sheet, i.row_no, i.column_name, i.outcome, i.code, i.message
from submission s
left join (
  select o.submission_id as holder, o.id, o.sheet, o.row_no, o.column_name, o.outcome, o.code, o.message
  from submission_issue o
  union all
  select k.submission_id, o.id, o.sheet, o.row_no, o.column_name, o.outcome, o.code, o.message
  from kept_row k
  join submission_issue o on o.id = k.row_id
  where k.kind = 'submission_issue'
) i on i.holder = s.id
where s.plan = :plan and s.sender = :sender
order by s.id, coalesce(i.sheet, ''), coalesce(i.row_no, 0), coalesce(i.id, 0)

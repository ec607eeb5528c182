-- one row per row in question of the workbook in force of a sender for a report period, with the file it was sent in,
-- one without when it has none; parameters: plan, sender, period
select coalesce(i.file_name, s.file_name) as file_name, coalesce(i.file_hash, s.file_hash) as file_hash,
       coalesce(i.template, s.template) as template, i.sheet, i.row_no
from submission s
left join (
  select o.submission_id as holder, o.sheet, o.row_no, null as file_name, null as file_hash, null as template
  from submission_issue o
  where o.outcome in ('held', 'returned')
  union all
  select k.submission_id, o.sheet, o.row_no, f.file_name, f.file_hash, f.template
  from kept_row k
  join submission_issue o on o.id = k.row_id
  join submission f on f.id = o.submission_id
  where k.kind = 'submission_issue' and o.outcome in ('held', 'returned')
) i on i.holder = s.id
where s.plan = :plan and s.sender = :sender and s.period = :period and s.to_edition is null
group by coalesce(i.file_name, s.file_name), coalesce(i.file_hash, s.file_hash), coalesce(i.template, s.template),
         i.sheet, i.row_no
order by coalesce(i.sheet, ''), coalesce(i.row_no, 0)

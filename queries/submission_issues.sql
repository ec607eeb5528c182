-- one row per issue of a submission in force, also of those that it leaves open of a former version, one without an
-- issue for a submission that has none; the file is the one that the issue is about; parameters: plan, edition, scope
select s.sender, s.period, s.version, coalesce(i.file_name, s.file_name) as file_name, s.filled_on, i.sheet, i.row_no,
       i.column_name, i.outcome, i.code, i.message
from submission s
left join (
  select o.submission_id as holder, o.id, o.sheet, o.row_no, o.column_name, o.outcome, o.code, o.message,
         null as file_name
  from submission_issue o
  union all
  select k.submission_id, o.id, o.sheet, o.row_no, o.column_name, o.outcome, o.code, o.message, f.file_name
  from kept_row k
  join submission_issue o on o.id = k.row_id
  join submission f on f.id = o.submission_id
  where k.kind = 'submission_issue'
) i on i.holder = s.id
where s.plan = :plan
  and (:scope = '' or s.sender = :scope)
  and s.from_edition <= :edition and (s.to_edition is null or s.to_edition > :edition)
order by s.period desc, s.sender, s.version, coalesce(i.sheet, ''), coalesce(i.row_no, 0), coalesce(i.id, 0)

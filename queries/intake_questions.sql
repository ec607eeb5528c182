-- one row per row held or returned of a submission, its own and those that it leaves open of a former version, one
-- without an issue when there is none; parameters: submission
select i.id, i.sheet, i.code
from submission s
left join (
  select o.submission_id as holder, o.id, o.sheet, o.code
  from submission_issue o
  where o.outcome in ('held', 'returned')
  union all
  select k.submission_id, o.id, o.sheet, o.code
  from kept_row k
  join submission_issue o on o.id = k.row_id
  where k.kind = 'submission_issue'
) i on i.holder = s.id
where s.id = :submission
order by coalesce(i.id, 0)

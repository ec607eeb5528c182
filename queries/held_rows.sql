-- one row per question about a row held or returned of a workbook in force, its own and those that it leaves open of a
-- former version, one without when there is none; parameters: plan, scope
select h.sender, h.period, h.sheet, h.row_no, h.outcome, h.code
from plan p
left join (
  select s.plan, s.sender, s.period, o.id, o.sheet, o.row_no, o.outcome, o.code
  from submission s
  join submission_issue o on o.submission_id = s.id
  where s.to_edition is null
  union all
  select s.plan, s.sender, s.period, o.id, o.sheet, o.row_no, o.outcome, o.code
  from submission s
  join kept_row k on k.submission_id = s.id and k.kind = 'submission_issue'
  join submission_issue o on o.id = k.row_id
  where s.to_edition is null
) h on h.plan = p.plan and h.outcome in ('held', 'returned') and (:scope = '' or h.sender = :scope)
where p.plan = :plan and p.to_edition is null
order by coalesce(h.sender, ''), h.period, h.sheet, h.row_no, h.id

-- one row per issue of a submission in force, one without an issue for a submission that has none; parameters: plan, edition
select s.sender, s.period, s.version, s.file_name, s.filled_on, i.sheet, i.row_no, i.column_name, i.outcome, i.code,
       i.message
from submission s
left join submission_issue i on i.submission_id = s.id
where s.plan = :plan
  and s.from_edition <= :edition and (s.to_edition is null or s.to_edition > :edition)
order by s.period desc, s.sender, s.version, coalesce(i.sheet, ''), coalesce(i.row_no, 0), coalesce(i.id, 0)

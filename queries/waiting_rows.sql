-- one row per row in question of the workbook in force of a sender for a report period, one without when it has none; parameters: plan, sender, period
select s.file_name, s.file_hash, s.template, i.sheet, i.row_no
from submission s
left join submission_issue i on i.submission_id = s.id and i.outcome in ('held', 'returned')
where s.plan = :plan and s.sender = :sender and s.period = :period and s.to_edition is null
group by s.file_name, s.file_hash, s.template, i.sheet, i.row_no
order by coalesce(i.sheet, ''), coalesce(i.row_no, 0)

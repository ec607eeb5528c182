-- one row per subject that the workbook in force of a sender for a report period reports; parameters: plan, sender, period
select distinct r.subject
from receipt r
join submission s on s.id = r.submission_id
where s.plan = :plan and s.sender = :sender and s.period = :period and s.to_edition is null
order by r.subject

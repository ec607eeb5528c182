-- one row per held row of a sender's workbooks and question that was confirmed, the newest first, one without when there is none; parameters: plan, sender
select c.period, c.sheet, c.row_no, c.message, c.reason, c.person, c.confirmed_on
from plan p
left join confirmation c on c.plan = p.plan and c.sender = :sender and c.to_edition is null
where p.plan = :plan and p.to_edition is null
order by coalesce(c.id, 0) desc

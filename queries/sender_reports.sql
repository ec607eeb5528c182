-- one row per subject (feed or ledger) and period that a sender owes today, with what came; parameters: plan, sender
select x.subject, x.period, x.due, r.submission_id, r.waiting
from expectation x
left join receipt r on r.plan = x.plan and r.sender = x.sender and r.subject = x.subject and r.period = x.period
  and r.to_edition is null
where x.plan = :plan and x.sender = :sender and x.to_edition is null
order by x.period, x.due, x.id

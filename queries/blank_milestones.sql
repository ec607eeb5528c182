-- one row per milestone state that a sender's valid submissions state, up to a report period and the latest one last;
-- parameters: plan, sender, period
select o.milestone, o.state, o.done_on, o.doc_no, o.note, s.period as report_period
from milestone_event o
join submission s on s.id = o.submission_id
where o.plan = :plan and o.sender = :sender and s.to_edition is null and s.period <= :period
order by s.period, o.row_no, o.id

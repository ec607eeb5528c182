-- one row per stored receipt of a sender that is in force or stated by a valid submission, for the periods in scope
-- and those of a superseded submission; parameters: plan, sender, scope, previous
select o.id, o.subject, o.period, o.submission_id, o.to_edition, s.period as report_period, s.to_edition as superseded
from receipt o
join submission s on s.id = o.submission_id
where o.plan = :plan and o.sender = :sender
  and (o.period in :scope
       or o.period in (select p.period from receipt p
                  where p.plan = :plan and p.sender = :sender and p.submission_id = :previous))
  and (o.to_edition is null or s.to_edition is null or s.id = :previous)
order by o.id

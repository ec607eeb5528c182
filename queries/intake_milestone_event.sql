-- one row per stored milestone state of a sender that is in force or stated by a valid submission, for the milestones
-- in scope and those of a superseded submission; parameters: plan, sender, scope, previous
select o.id, o.milestone, o.state, o.done_on, o.doc_no, o.note, o.submission_id, o.sheet, o.row_no, o.row_hash,
       o.to_edition, s.period as report_period, s.to_edition as superseded
from milestone_event o
join submission s on s.id = o.submission_id
where o.plan = :plan and o.sender = :sender
  and (o.milestone in :scope
       or o.milestone in (select p.milestone from milestone_event p
                  where p.plan = :plan and p.sender = :sender and p.submission_id = :previous))
  and (o.to_edition is null or s.to_edition is null or s.id = :previous)
order by o.id

-- one row per stored milestone state of a sender that is in force or stated by a valid submission, for the milestones
-- in scope and those of a superseded submission; parameters: plan, sender, scope, previous
select o.id, o.milestone, o.state, o.done_on, o.doc_no, o.note, o.submission_id, o.sheet, o.row_no, o.row_hash,
       o.to_edition, s.period as report_period,
       case when k.submission_id is null or k.submission_id = :previous then s.to_edition end as superseded, k.submission_id as kept_by
from milestone_event o
join submission s on s.id = o.submission_id
left join (
  select h.row_id, h.submission_id
  from kept_row h
  join submission c on c.id = h.submission_id
  where h.kind = 'milestone_event' and c.plan = :plan and c.sender = :sender and (c.to_edition is null or c.id = :previous)
) k on k.row_id = o.id
where o.plan = :plan and o.sender = :sender
  and (o.milestone in :scope
       or o.milestone in (select p.milestone from milestone_event p
                  where p.plan = :plan and p.sender = :sender and p.submission_id = :previous)
       or o.milestone in (select p.milestone from milestone_event p join kept_row h on h.row_id = p.id
                  where h.kind = 'milestone_event' and h.submission_id = :previous))
  and (o.to_edition is null or s.to_edition is null or s.id = :previous or k.submission_id is not null)
order by o.id

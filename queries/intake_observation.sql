-- one row per stored observation of a sender that is in force or stated by a valid submission, for the periods in
-- scope and those of a superseded submission; parameters: plan, sender, scope, previous
select o.id, o.indicator, o.region, o.period, o.breakdown, o.value, o.raw_value, o.raw_unit, o.submission_id, o.sheet,
       o.row_no, o.row_hash, o.to_edition, s.period as report_period, s.to_edition as superseded
from observation o
join submission s on s.id = o.submission_id
where o.plan = :plan and o.sender = :sender
  and (o.period in :scope
       or o.period in (select p.period from observation p
                  where p.plan = :plan and p.sender = :sender and p.submission_id = :previous))
  and (o.to_edition is null or s.to_edition is null or s.id = :previous)
order by o.id

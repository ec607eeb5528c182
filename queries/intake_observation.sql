-- one row per stored observation of a sender that is in force or stated by a valid submission, for the periods in
-- scope and those of a superseded submission; parameters: plan, sender, scope, previous
select o.id, o.indicator, o.region, o.period, o.breakdown, o.value, o.raw_value, o.raw_unit, o.submission_id, o.sheet,
       o.row_no, o.row_hash, o.to_edition, s.period as report_period,
       case when k.submission_id is null or k.submission_id = :previous then s.to_edition end as superseded, k.submission_id as kept_by
from observation o
join submission s on s.id = o.submission_id
left join (
  select h.row_id, h.submission_id
  from kept_row h
  join submission c on c.id = h.submission_id
  where h.kind = 'observation' and c.plan = :plan and c.sender = :sender and (c.to_edition is null or c.id = :previous)
) k on k.row_id = o.id
where o.plan = :plan and o.sender = :sender
  and (o.period in :scope
       or o.period in (select p.period from observation p
                  where p.plan = :plan and p.sender = :sender and p.submission_id = :previous)
       or o.period in (select p.period from observation p join kept_row h on h.row_id = p.id
                  where h.kind = 'observation' and h.submission_id = :previous))
  and (o.to_edition is null or s.to_edition is null or s.id = :previous or k.submission_id is not null)
order by o.id

-- one row per stored entry of a sender that is in force or stated by a valid submission, for the keys in scope and
-- those of a superseded submission; parameters: plan, sender, scope, previous
select o.id, o.ledger, o.entry_key, o.region, o.zone, o.title, o.attributes, o.raw, o.submission_id, o.sheet,
       o.row_no, o.row_hash, o.to_edition, s.period as report_period, s.to_edition as superseded
from ledger_entry o
join submission s on s.id = o.submission_id
where o.plan = :plan and o.sender = :sender
  and (o.entry_key in :scope
       or o.entry_key in (select p.entry_key from ledger_entry p
                  where p.plan = :plan and p.sender = :sender and p.submission_id = :previous))
  and (o.to_edition is null or s.to_edition is null or s.id = :previous)
order by o.id

-- one row per entry and sender of one ledger after one of them ("" before the first), some of them, with file and version; parameters: plan, edition, ledger, region, sender, scope, after_entry_key, after_sender, most, skipped
select n.entry_key, n.sender, n.region, n.zone, n.title, n.attributes, n.sheet, n.row_no, s.file_name,
       f.label as since,
       (select count(*)
        from ledger_entry p
        where p.plan = n.plan and p.ledger = n.ledger and p.entry_key = n.entry_key and p.sender = n.sender
          and p.from_edition <= n.from_edition) as version
from (
  select m.id
  from ledger_entry m
  where m.plan = :plan
    and m.ledger = :ledger
    and (:scope = '' or m.sender = :scope)
    and (:region = '' or m.region = :region)
    and (:sender = '' or m.sender = :sender)
    and m.entry_key >= :after_entry_key
    and (m.entry_key > :after_entry_key or m.sender > :after_sender)
    and m.from_edition <= :edition and (m.to_edition is null or m.to_edition > :edition)
  order by m.entry_key, m.sender, m.from_edition
  limit :most offset :skipped
) k
join ledger_entry n on n.id = k.id
join submission s on s.id = n.submission_id
left join edition f on f.plan = n.plan and f.number = n.from_edition
order by n.entry_key, n.sender, n.id

-- one row per entry and sender of one ledger, with file and version; parameters: plan, edition, ledger, scope
select n.ledger, n.entry_key, n.sender, n.region, n.zone, n.title, n.attributes, n.sheet, n.row_no, s.file_name,
       f.label as since,
       (select count(*)
        from ledger_entry p
        where p.plan = n.plan and p.ledger = n.ledger and p.entry_key = n.entry_key and p.sender = n.sender
          and p.from_edition <= n.from_edition) as version
from ledger_entry n
join submission s on s.id = n.submission_id
left join edition f on f.plan = n.plan and f.number = n.from_edition
where n.plan = :plan
  and n.ledger = :ledger
  and (:scope = '' or n.sender = :scope)
  and n.from_edition <= :edition and (n.to_edition is null or n.to_edition > :edition)
order by n.entry_key, n.sender, n.id

-- one row per entry and sender with an event up to a day, with file and version; parameters: plan, edition, ledger, event, last, region, scope
select n.entry_key, n.sender, n.region, n.zone, n.title, v.event_date, n.attributes, n.sheet, n.row_no, s.file_name,
       f.label as since,
       (select count(*)
        from ledger_entry p
        where p.plan = n.plan and p.ledger = n.ledger and p.entry_key = n.entry_key and p.sender = n.sender
          and p.from_edition <= n.from_edition) as version
from ledger_entry n
join entry_event v on v.plan = n.plan and v.ledger = n.ledger and v.entry_key = n.entry_key and v.sender = n.sender
join submission s on s.id = n.submission_id
left join edition f on f.plan = n.plan and f.number = n.from_edition
where n.plan = :plan
  and n.ledger = :ledger
  and (:scope = '' or n.sender = :scope)
  and v.event = :event
  and v.event_date <= :last
  and (:region = '' or n.region = :region)
  and n.from_edition <= :edition and (n.to_edition is null or n.to_edition > :edition)
  and v.from_edition <= :edition and (v.to_edition is null or v.to_edition > :edition)
order by v.event_date desc, n.entry_key, n.sender, n.id

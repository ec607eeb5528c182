-- one row per entry and sender with an event between two days; parameters: plan, edition, ledger, event, first, last, region, scope
select n.entry_key, n.sender, n.region, n.zone, n.title, v.event_date, n.attributes, s.file_name, s.file_hash,
       s.period as report_period, n.sheet, n.row_no
from ledger_entry n
join entry_event v on v.plan = n.plan and v.ledger = n.ledger and v.entry_key = n.entry_key and v.sender = n.sender
join submission s on s.id = n.submission_id
where n.plan = :plan
  and n.ledger = :ledger
  and (:scope = '' or n.sender = :scope)
  and v.event = :event
  and v.event_date >= :first
  and v.event_date <= :last
  and (:region = '' or n.region = :region)
  and n.from_edition <= :edition and (n.to_edition is null or n.to_edition > :edition)
  and v.from_edition <= :edition and (v.to_edition is null or v.to_edition > :edition)
order by v.event_date, n.entry_key, n.sender, n.id

-- one row per ledger, entry, sender and dated event; parameters: plan, edition
select ledger, entry_key, sender, event, event_date
from entry_event
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by ledger, entry_key, sender, event, id

-- one row per entry of the ledger of evidence about some numbers (every 1: about all); parameters: plan, edition, ledger, every, numbers
select ledger, entry_key, sender, region, zone, attributes
from ledger_entry
where plan = :plan
  and ledger = :ledger
  and (:every = 1 or title in :numbers)
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by entry_key, sender, id

-- one row per entry and sender of some ledgers, of one unit ("" for all), with its title; parameters: plan, edition, ledgers, scope
select ledger, entry_key, sender, region, zone, title, attributes
from ledger_entry
where plan = :plan
  and ledger in :ledgers
  and (:scope = '' or sender = :scope)
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by ledger, entry_key, sender, id

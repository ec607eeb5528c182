-- one row per entry and sender of one ledger, without the texts as sent; parameters: plan, edition, ledger
select ledger, entry_key, sender, region, zone, attributes
from ledger_entry
where plan = :plan
  and ledger = :ledger
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by ledger, entry_key, sender, id

-- one row per ledger, entry and sender, without the texts as sent; parameters: plan, edition
select ledger, entry_key, sender, region, zone, attributes
from ledger_entry
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by ledger, entry_key, sender, id

-- one row per entry and sender of some ledgers as sent, with where it stands; parameters: plan, edition, ledgers
select ledger, entry_key, sender, region, title, attributes, raw, sheet, row_no, submission_id
from ledger_entry
where plan = :plan
  and ledger in :ledgers
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by ledger, entry_key, sender, id

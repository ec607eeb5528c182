-- one row per entry and sender of one ledger; parameters: plan, edition, ledger
select entry_key, sender, region, zone, title, attributes, submission_id, sheet, row_no
from ledger_entry
where plan = :plan
  and ledger = :ledger
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by entry_key, sender, id

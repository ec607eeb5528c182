-- one row: number of entries of one ledger, each sender's own; parameters: plan, edition, ledger, region, sender, scope
select count(*) as total
from ledger_entry n
where n.plan = :plan
  and n.ledger = :ledger
  and (:scope = '' or n.sender = :scope)
  and (:region = '' or n.region = :region)
  and (:sender = '' or n.sender = :sender)
  and n.from_edition <= :edition and (n.to_edition is null or n.to_edition > :edition)
order by total

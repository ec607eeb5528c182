-- one row per target whose status a publisher has set, as an edition knows it; parameters: plan, edition
select target, status, author, reason, doc_no, made_on, expires_on
from verdict_override
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by target, id

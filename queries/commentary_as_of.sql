-- one row per target and report period that the office has written about, as an edition knows it; parameters: plan, edition, last
select target, period, author, written_at, content
from commentary
where plan = :plan
  and period <= :last
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by target, period, id

-- one row per organisation of some codes as an edition knows it; parameters: plan, edition, codes
select code, kind, region, seq, name, name_en, definition
from organisation
where plan = :plan
  and code in :codes
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

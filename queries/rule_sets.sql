-- one row per rule set of a plan as an edition knows it; parameters: plan, edition
select code, valid_from, valid_to, seq, name, name_en, definition
from rule_set
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by seq, code

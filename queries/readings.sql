-- one row per reading of a target as an edition knows it; parameters: plan, edition
select r.target, r.code, r.is_default, r.seq, r.name, r.name_en, r.definition
from reading r
join target t on t.plan = r.plan and t.code = r.target
where r.plan = :plan
  and r.from_edition <= :edition and (r.to_edition is null or r.to_edition > :edition)
  and t.from_edition <= :edition and (t.to_edition is null or t.to_edition > :edition)
order by t.kind, t.seq, r.target, r.seq, r.code

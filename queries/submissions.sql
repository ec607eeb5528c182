-- one row per submission that an edition rests on; parameters: plan, edition
select id, sender, period_from, period, version, file_name, file_hash, content_hash, template, data_kind, filled_on
from submission
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by period, sender, version, id

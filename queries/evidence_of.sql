-- one row per step with one file, of one unit ("" for all), in order; parameters: plan, digest, scope
select file_name, sender, state
from evidence
where plan = :plan
  and file_hash = :digest
  and (:scope = '' or sender = :scope)
order by id

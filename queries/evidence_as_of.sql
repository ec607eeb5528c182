-- one row per file and subject that it proves, of one unit ("" for all), as an edition knows it; parameters: plan, edition, scope
select file_hash, subject_kind, subject, sender, state, day, doc_no, file_name
from evidence
where plan = :plan
  and (:scope = '' or sender = :scope)
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by subject_kind, subject, id

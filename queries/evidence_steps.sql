-- one row per step that was taken with a file and a subject, of one unit ("" for all), in order; parameters: plan, scope
select id, file_hash, kind, file_name, doc_no, doc_date, subject_kind, subject, sender, state, person, day, note,
       submitted_by
from evidence
where plan = :plan
  and (:scope = '' or sender = :scope)
order by id

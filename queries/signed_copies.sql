-- one row per signed copy of a circular of one edition (label "": of all), in the order in which they came; parameters: plan, label
select id, label, file_hash, file_name, doc_no, doc_date, outcome, differences, person, kept_on
from signed_copy
where plan = :plan
  and (:label = '' or label = :label)
order by id

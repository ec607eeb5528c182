-- one row per report of an auditor or evaluator from outside, oldest first; parameters: plan
select code, kind, title, firm, received_on, doc_no, file_hash
from outside_report
where plan = :plan
order by id

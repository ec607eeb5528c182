-- one row per finding of a report from outside and step taken with it, one without a step for a finding that has none; parameters: plan
select f.code, f.report, f.subject_kind, f.subject, f.unit, f.matter, f.measure, f.due as first_due,
       s.act, s.day, s.person, s.note, s.doc_no, s.due
from outside_finding f
left join finding_step s on s.plan = f.plan and s.finding = f.code
where f.plan = :plan
order by f.id, s.id

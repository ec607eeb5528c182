-- one row per step of a supervision slip, as an edition knows it; parameters: plan, edition
select s.code, s.label, s.kind, s.matter, s.unit, s.title, s.title_en, s.ground, s.document, s.document_day,
       s.due as first_due, s.decided_by, e.act, e.day, e.person, e.note, e.reference, e.due
from slip s
join slip_event e on e.plan = s.plan and e.slip = s.code
  and e.from_edition <= :edition and (e.to_edition is null or e.to_edition > :edition)
where s.plan = :plan
  and s.from_edition <= :edition and (s.to_edition is null or s.to_edition > :edition)
order by s.id, e.id

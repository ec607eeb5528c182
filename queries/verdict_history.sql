-- one row per edition of a quarter (a flash one is preliminary and no history), in the order of publication, for one target and reading; parameters: plan, target, reading
select e.number, e.label, e.through, e.kind, e.revision, e.corrects, e.rule_set, v.status, v.reason, v.period, v.unit, v.level,
       v.path, v.completion, v.time_progress, v.gap_points, v.pace, v.final
from verdict v
join edition e on e.plan = v.plan and e.number = v.edition
where v.plan = :plan
  and e.kind = 'quarter'
  and v.target = :target
  and v.reading = :reading
order by e.number, v.id

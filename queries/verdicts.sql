-- one row per target and reading of an edition, in plan order; parameters: plan, edition
select v.target, v.reading, v.is_default, v.status, v.reason, v.period, v.unit, v.level, v.path, v.base, v.goal,
       v.completion, v.time_progress, v.seasonal_progress, v.gap_points, v.pace, v.required, v.best, v.months_ahead,
       v.final, v.small_sample, v.confirmed, v.details
from verdict v
left join target t on t.plan = v.plan and t.code = v.target
  and t.from_edition <= :edition and (t.to_edition is null or t.to_edition > :edition)
left join reading r on r.plan = v.plan and r.target = v.target and r.code = v.reading
  and r.from_edition <= :edition and (r.to_edition is null or r.to_edition > :edition)
where v.plan = :plan
  and v.edition = :edition
order by coalesce(t.kind, 'z'), coalesce(t.seq, 999), v.target, coalesce(r.seq, 999), v.reading

-- one row per milestone instance as frozen in an edition; parameters: plan, edition
select s.milestone, s.task, s.state, s.due, s.done_on, s.verified, m.series, m.reporter, m.recurring, m.name, m.name_en
from milestone_state s
join milestone m on m.plan = s.plan and m.code = s.milestone
where s.plan = :plan
  and s.from_edition <= :edition and (s.to_edition is null or s.to_edition > :edition)
  and m.from_edition <= :edition and (m.to_edition is null or m.to_edition > :edition)
order by m.seq, s.milestone, s.id

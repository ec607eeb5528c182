-- one row per sender, subject (feed or ledger) and period due from a day on, with what was received; parameters: plan, edition, since, scope
select x.sender, x.subject, x.period, x.due, r.submission_id, r.waiting, s.file_name, s.version, s.filled_on
from expectation x
left join receipt r on r.plan = x.plan and r.sender = x.sender and r.subject = x.subject and r.period = x.period
  and r.from_edition <= :edition and (r.to_edition is null or r.to_edition > :edition)
left join submission s on s.id = r.submission_id
where x.plan = :plan
  and (:scope = '' or x.sender = :scope)
  and x.due >= :since
  and x.from_edition <= :edition and (x.to_edition is null or x.to_edition > :edition)
order by x.period, x.sender, x.subject, x.id

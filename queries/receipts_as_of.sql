-- one row per sender, subject (feed or ledger) and period reported by a month, with its rows in question; parameters: plan, edition, through
select r.sender, r.subject, r.period, r.submission_id, r.waiting, s.filled_on
from receipt r
left join submission s on s.id = r.submission_id
where r.plan = :plan
  and r.from_edition <= :edition and (r.to_edition is null or r.to_edition > :edition)
  and (
    substr(r.period, 1, 4) < substr(:through, 1, 4)
    or (
      substr(r.period, 1, 4) = substr(:through, 1, 4)
      and case substr(r.period, 5, 2)
            when 'Q1' then '03' when 'Q2' then '06' when 'Q3' then '09' when 'Q4' then '12' when '' then '12'
            else substr(r.period, 6, 2)
          end <= substr(:through, 6, 2)
    )
  )
order by r.subject, r.period, r.sender, r.id

-- one row per value of some indicators: indicator, region, period, breakdown and sender, periods ended by a month; parameters: plan, edition, through, indicators
select indicator, region, period, breakdown, sender, value
from observation
where plan = :plan
  and indicator in :indicators
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
  and (
    substr(period, 1, 4) < substr(:through, 1, 4)
    or (
      substr(period, 1, 4) = substr(:through, 1, 4)
      and case substr(period, 5, 2)
            when 'Q1' then '03' when 'Q2' then '06' when 'Q3' then '09' when 'Q4' then '12' when '' then '12'
            else substr(period, 6, 2)
          end <= substr(:through, 6, 2)
    )
  )
order by indicator, region, period, breakdown, sender, id

-- one row per one of some indicators and period in one region, with how many senders were to report and did; parameters: plan, edition, indicators, region
select indicator, period, expected, received, missing,
       case when value is null and numerator is null then 0 else 1 end as is_known
from indicator_value
where plan = :plan
  and indicator in :indicators
  and region = :region
  and breakdown = ''
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by indicator, period, id

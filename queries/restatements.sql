-- one row per value that an edition holds otherwise than an earlier one did, for indicators and a region; parameters: plan, edition, indicators, region
select n.indicator, n.region, n.period, n.breakdown, o.value as old_value, n.value as new_value,
       o.from_edition as old_edition, n.from_edition as new_edition
from indicator_value n
join indicator_value o on o.plan = n.plan and o.indicator = n.indicator and o.region = n.region
  and o.period = n.period and o.breakdown = n.breakdown and o.to_edition = n.from_edition
where n.plan = :plan
  and n.indicator in :indicators
  and n.region = :region
  and n.breakdown = ''
  and n.from_edition <= :edition
  and o.value is not null
  and n.value is not null
  and o.value <> n.value
order by n.from_edition, n.indicator, n.period, n.id

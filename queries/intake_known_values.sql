-- one row per observation in force that a sender has stated for a period since a given one;
-- parameters: plan, sender, indicators, since
select o.indicator, o.region, o.period, o.breakdown, o.value
from observation o
where o.plan = :plan and o.sender = :sender and o.indicator in :indicators and o.period >= :since
  and o.to_edition is null
order by o.id

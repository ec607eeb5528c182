-- one row per region, breakdown and period of one indicator between two periods after one of them ("" before the first), some of them; parameters: plan, edition, indicator, every, regions, breakdowns, first, last, after_region, after_breakdown, after_period, most, skipped
select n.indicator, n.region, n.period, n.breakdown, n.value, n.numerator, n.denominator, n.expected, n.received, n.missing
from (
  select m.id
  from indicator_value m
  where m.plan = :plan
    and m.indicator = :indicator
    and (:every = 1 or m.region in :regions)
    and m.breakdown in :breakdowns
    and m.period >= :first
    and m.period <= :last
    and m.region >= :after_region
    and (m.region > :after_region
         or m.breakdown > :after_breakdown
         or (m.breakdown = :after_breakdown and m.period > :after_period))
    and m.from_edition <= :edition and (m.to_edition is null or m.to_edition > :edition)
  order by m.region, m.breakdown, m.period, m.from_edition
  limit :most offset :skipped
) k
join indicator_value n on n.id = k.id
order by n.region, n.breakdown, n.period, n.id

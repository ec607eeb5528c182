-- one row per target and default reading of an edition that is still open; parameters: plan, edition
select target, reading, region, kind, origins, coverage_80, brier, brier_persistence, reason
from backtest
where plan = :plan
  and edition = :edition
order by target, reading

-- one row per indicator with an observation and ledger with an entry, whichever edition knows it; parameters: plan
select 'indicator' as kind, indicator as name
from observation
where plan = :plan
group by indicator
union all
select 'ledger' as kind, ledger as name
from ledger_entry
where plan = :plan
group by ledger
order by kind, name

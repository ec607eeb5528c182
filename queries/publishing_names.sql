-- one row per indicator with an observation and ledger with an entry, whichever edition knows it; parameters: plan
select 'indicator' as kind, indicator as code
from observation
where plan = :plan
group by indicator
union all
select 'ledger' as kind, ledger as code
from ledger_entry
where plan = :plan
group by ledger
order by kind, code

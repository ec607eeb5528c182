-- one row per entry of a ledger in force, whoever sent it; parameters: plan, ledger
select o.sender, o.entry_key, o.title, o.attributes, s.period
from ledger_entry o
join submission s on s.id = o.submission_id
where o.plan = :plan and o.ledger = :ledger and o.to_edition is null
order by o.id

-- one row per version of each workbook of a sender, newest report period and version first; parameters: plan, sender
select id, period_from, period, version, file_name, file_hash, template, filled_on, received_at, to_edition
from submission
where plan = :plan and sender = :sender
order by period desc, version desc, id

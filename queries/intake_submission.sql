-- one row per submission of a sender for one report period, oldest version first; parameters: plan, sender, period
select id, period_from, version, file_name, file_hash, content_hash, to_edition
from submission
where plan = :plan and sender = :sender and period = :period
order by version

-- one row: number of records of the audit log by whom, what and when; parameters: actor, action, first, last
select count(*) as total
from audit_log
where (:actor = '' or actor = :actor) and (:action = '' or action = :action) and at >= :first and at < :last
order by total

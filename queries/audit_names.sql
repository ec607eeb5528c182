-- one row per action in the audit log, with the number of records; parameters: none
select action, count(*) as records
from audit_log
group by action
order by action

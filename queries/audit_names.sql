-- one row per person and action in the audit log, with the number of records; parameters: none
select actor, action, count(*) as records
from audit_log
group by actor, action
order by actor, action

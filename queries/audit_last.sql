-- one row per record of the audit log, newest first; parameters: limit
select id, at, actor, action, object, detail, hash
from audit_log
order by id desc
limit :limit

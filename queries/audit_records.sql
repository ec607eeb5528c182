-- one row per record of the audit log about some objects, oldest first, looking and taking away left out; parameters: objects
select id, at, actor, action, object, detail, previous_hash, hash
from audit_log
where object in :objects
  and action not in ('view', 'export', 'refused')
order by id

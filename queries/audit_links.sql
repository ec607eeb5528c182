-- one row per record of the audit log of those asked for, its hashes alone; parameters: ids
select id, previous_hash, hash
from audit_log
where id in :ids
order by id

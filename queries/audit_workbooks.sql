-- one row per submission of those asked for, with the hash of its file; parameters: ids
select id, sender, period_from, period, version, file_name, file_hash, template, filled_on, data_kind
from submission
where id in :ids
order by id

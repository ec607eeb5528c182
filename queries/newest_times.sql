-- one row per kind of event with the time of its newest: published, received, recorded; parameters: none
select 'published' as kind, max(published_at) as last_at
from edition
union all
select 'received', max(received_at)
from submission
union all
select 'recorded', max(at)
from audit_log
order by 1

-- one row: what changes whenever the office confirms a fact of any plan; parameters: none
select count(id) as facts, count(to_edition) as closed, coalesce(max(id), 0) as newest
from office_fact
order by newest

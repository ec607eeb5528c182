-- one row once something is loaded: whether the database holds demo or real data; parameters: none
select m.content as data_kind
from meta m
where m.name = 'data_kind'
order by m.content

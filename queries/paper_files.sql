-- one row per kept file that evidence or a signed copy names; parameters: none
select file_hash
from evidence
group by file_hash
union
select file_hash
from signed_copy
group by file_hash
order by file_hash

-- one row per workbook ever taken in, by the hash of its bytes; parameters: none
select file_hash, min(file_name) as file_label
from submission
group by file_hash
order by file_hash

-- one row per plan, with its newest name and definition; parameters: none
select code, name, name_en, definition
from plan
where to_edition is null
order by code

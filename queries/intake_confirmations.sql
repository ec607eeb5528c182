-- one row per confirmation of a held row, the newest last; parameters: plan
select c.sender, c.period, c.sheet, c.row_no, c.column_name, c.code, c.message, c.mark, c.reason, c.person, c.confirmed_on
from confirmation c
where c.plan = :plan and c.to_edition is null
order by c.id

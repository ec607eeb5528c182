-- one row per contact of a unit, with name and office line, for publishers only; parameters: plan
select id, unit, post, name, line, valid_from, valid_to
from contact
where plan = :plan
order by unit, valid_from, id

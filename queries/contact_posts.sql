-- one row per contact of a unit by post and days, without name and number; parameters: plan
select unit, post, valid_from, valid_to
from contact
where plan = :plan
order by unit, valid_from, id

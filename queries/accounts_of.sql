-- one row per account of a person that is valid on a day; parameters: subject, day
select id, subject, name, role, unit, plan, valid_from, valid_to, made_by
from account
where subject = :subject and valid_from <= :day and (valid_to is null or valid_to = '' or valid_to >= :day)
order by id

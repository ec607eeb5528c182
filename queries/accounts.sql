-- one row per account, also of those that have ended; parameters: none
select id, subject, name, role, unit, plan, valid_from, valid_to, made_by
from account
order by subject, valid_from, id

-- one row for the token of a hash that is valid on a day and not revoked; parameters: code, day
select t.id, t.name, t.role, t.unit, t.plan
from token t
where t.code = :code and (t.valid_to is null or t.valid_to = '' or t.valid_to >= :day)
  and not exists (select 1 from revocation r where r.kind = 'token' and r.code = t.code)
order by t.id

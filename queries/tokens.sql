-- one row per token, with the moment of its revocation; parameters: none
select t.id, t.code, t.name, t.role, t.unit, t.plan, t.valid_to, t.made_by, min(r.at) as revoked_at
from token t
left join revocation r on r.kind = 'token' and r.code = t.code
group by t.id, t.code, t.name, t.role, t.unit, t.plan, t.valid_to, t.made_by
order by t.id

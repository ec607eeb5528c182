-- one row per confirmation of a held row in force, one without for a plan that has none; parameters: plan
select c.sender, c.mark, c.reason
from plan p
left join confirmation c on c.plan = p.plan and c.to_edition is null
where p.plan = :plan and p.to_edition is null
order by coalesce(c.id, 0)

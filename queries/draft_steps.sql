-- one row per act on the draft of an edition, oldest first; parameters: plan, edition
select act, actor, at, content
from draft_step
where plan = :plan and number = :edition
order by id

-- one row per act on the draft of any edition of a plan, oldest first; parameters: plan
select number, act, actor, at
from draft_step
where plan = :plan
order by id

-- one row per target and rule set that did not judge the edition, in plan order of codes; parameters: plan, edition
select target, reading, rules, status, reason, light, small_sample
from rule_verdict
where plan = :plan
  and edition = :edition
order by target, rules

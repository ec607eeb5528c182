-- one row per indicator that any catalogue of a plan has had; parameters: plan
select code
from indicator
where plan = :plan
group by code
order by code

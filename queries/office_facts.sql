-- one row per fact that the office has confirmed, as an edition knows it; parameters: plan, edition
select kind, code, content, source, person, confirmed_on, doc_no, from_edition
from office_fact
where plan = :plan
  and from_edition <= :edition and (to_edition is null or to_edition > :edition)
order by kind, code, id

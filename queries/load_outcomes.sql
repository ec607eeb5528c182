-- one row per outcome of the workbooks noted after a record of the audit log: how many, the last one and its moment; an outcome is known by a piece of the detail; parameters: after, loaded, refused, replaced
select l.outcome, count(*) as workbooks, max(l.id) as last_id, max(l.at) as last_at
from (
  select id, at,
         case when detail like :loaded then 'loaded'
              when detail like :replaced then 'replaced'
              when detail like :refused then 'refused'
              else 'other' end as outcome
  from audit_log
  where action = 'load' and id > :after
) l
group by l.outcome
order by l.outcome

-- one row per act about the workbooks of a sender, newest first; prefix: plan/sender/; parameters: prefix, most
select l.id, l.at, l.actor, l.action, l.object, l.detail
from audit_log l
where l.action in ('load', 'return', 'withdraw', 'confirm', 'remind')
  and substr(l.object, 1, length(:prefix)) = :prefix
order by l.id desc
limit :most

-- one row per reminder of a unit (sender: all of them when empty), the newest first; parameters: plan, sender
select id, sender, period, sheets, way, content, person, sent_on
from reminder
where plan = :plan
  and (:sender = '' or sender = :sender)
order by sent_on desc, id desc

-- one row per record of the audit log by whom, what and when ("" for all), newest first; parameters: actor, action, first, last, most, skipped
select id, at, actor, action, object, detail, hash
from audit_log
where (:actor = '' or actor = :actor) and (:action = '' or action = :action) and at >= :first and at < :last
order by id desc
limit :most offset :skipped

-- one row per login seen since a moment, newest first, with the moment and reason of its end; parameters: since
select l.code, l.subject, l.name, l.role, l.unit, l.began_at, l.seen_at, min(r.at) as ended_at, min(r.reason) as reason
from login l
left join revocation r on (r.kind = 'login' and r.code = l.code)
  or (r.kind = 'subject' and r.code = l.subject and r.at >= l.began_at)
where l.seen_at >= :since
group by l.id, l.code, l.subject, l.name, l.role, l.unit, l.began_at, l.seen_at
order by l.seen_at desc, l.id desc

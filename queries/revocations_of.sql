-- one row per revocation that concerns a login: its own, or of its person since it was made; parameters: code, subject, since
select kind, at, reason
from revocation
where (kind = 'login' and code = :code) or (kind = 'subject' and code = :subject and at >= :since)
order by at, id

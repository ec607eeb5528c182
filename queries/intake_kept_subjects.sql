-- one row per feed or ledger whose receipts a submission leaves in force, one without when there is none;
-- parameters: submission
select r.subject
from submission s
left join kept_row k on k.submission_id = s.id and k.kind = 'receipt'
left join receipt r on r.id = k.row_id
where s.id = :submission
group by r.subject
order by coalesce(r.subject, '')

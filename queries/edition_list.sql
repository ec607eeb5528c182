-- one row per published edition of a plan, in the order of publication; parameters: plan
select plan, number, label, through, cut_off, kind, revision, corrects, incomplete, reason, doc_no, publisher,
       published_at, catalogue_hash, rule_set, data_kind, input_hash, result_hash
from edition
where plan = :plan
order by number

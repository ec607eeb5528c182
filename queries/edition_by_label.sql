-- one row: the published edition of a label, or none; parameters: plan, label
select plan, number, label, through, cut_off, kind, revision, corrects, incomplete, reason, doc_no, publisher,
       published_at, catalogue_hash, rule_set, data_kind, input_hash, result_hash
from edition
where plan = :plan
  and label = :label
order by number

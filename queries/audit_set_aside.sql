-- one row per remark with some outcomes about a row (0: a sheet, sheet "": the file) of some submissions; parameters: ids, outcomes
select submission_id, sheet, row_no, outcome, code, message
from submission_issue
where submission_id in :ids
  and outcome in :outcomes
order by submission_id, sheet, row_no, id

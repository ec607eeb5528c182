-- one row per version of one value, oldest first; parameters: plan, indicator, region, period, breakdown
select o.sender, o.value, o.raw_value, o.raw_unit, o.from_edition, f.label as from_label, o.to_edition,
       t.label as to_label, s.file_name, s.file_hash, s.version, s.period as report_period, o.sheet, o.row_no
from observation o
join submission s on s.id = o.submission_id
left join edition f on f.plan = o.plan and f.number = o.from_edition
left join edition t on t.plan = o.plan and t.number = o.to_edition
where o.plan = :plan
  and o.indicator = :indicator
  and o.region = :region
  and o.period = :period
  and o.breakdown = :breakdown
order by o.sender, o.from_edition, o.id

-- one row per value sent for some indicators with its file and version, newest first; parameters: plan, edition, indicators, region, scope
select o.indicator, o.region, o.period, o.breakdown, o.sender, o.raw_value, o.raw_unit, o.sheet, o.row_no, s.file_name,
       f.label as since,
       (select count(*)
        from observation p
        where p.plan = o.plan and p.indicator = o.indicator and p.region = o.region and p.period = o.period
          and p.breakdown = o.breakdown and p.sender = o.sender and p.from_edition <= o.from_edition) as version
from observation o
join submission s on s.id = o.submission_id
left join edition f on f.plan = o.plan and f.number = o.from_edition
where o.plan = :plan
  and (:scope = '' or o.sender = :scope)
  and o.indicator in :indicators
  and (:region = '' or o.region = :region)
  and o.from_edition <= :edition and (o.to_edition is null or o.to_edition > :edition)
order by o.period desc, o.region, o.indicator, o.breakdown, o.sender, o.id

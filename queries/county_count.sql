-- one row: number of targets and counties of an edition, of all or of one ("" for all); parameters: plan, edition, target, region
select count(*) as total
from county_verdict
where plan = :plan
  and edition = :edition
  and (:target = '' or target = :target)
  and (:region = '' or region = :region)
order by total

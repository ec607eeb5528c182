-- one row: number of outlooks of an edition, of all targets, regions and horizons or of one ("" for all); parameters: plan, edition, target, region, horizon
select count(*) as total
from outlook
where plan = :plan
  and edition = :edition
  and (:target = '' or target = :target)
  and (:region = '' or region = :region)
  and (:horizon = '' or horizon = :horizon)
order by total

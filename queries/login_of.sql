-- one row for a login that was seen before; parameters: code
select id, began_at, seen_at from login where code = :code order by id

-- Two accounts for one database: dashboard_owner loads and publishes, dashboard_reader reads for the pages.
-- As root, with passwords of your own in the first two lines:  mariadb < deploy/accounts/mariadb.sql
set @owner_password = 'change me';
set @reader_password = 'change me too';
create database dashboard character set utf8mb4 collate utf8mb4_bin;
execute immediate concat('create user dashboard_owner identified by ', quote(@owner_password));
execute immediate concat('create user dashboard_reader identified by ', quote(@reader_password));
grant all on dashboard.* to dashboard_owner;
grant select on dashboard.* to dashboard_reader;

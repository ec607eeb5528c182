-- Two accounts for one database: dashboard_owner loads and publishes, dashboard_reader reads for the pages.
-- As a superuser:  OWNER_PASSWORD=... READER_PASSWORD=... psql -v ON_ERROR_STOP=1 -f deploy/accounts/postgresql.sql
\getenv owner_password OWNER_PASSWORD
\getenv reader_password READER_PASSWORD
create role dashboard_owner login password :'owner_password';
create role dashboard_reader login password :'reader_password';
create database dashboard owner dashboard_owner encoding 'UTF8' template template0;
\connect dashboard
revoke all on schema public from public;
grant usage, create on schema public to dashboard_owner;
grant usage on schema public to dashboard_reader;
alter default privileges for role dashboard_owner in schema public grant select on tables to dashboard_reader;
alter role dashboard_reader set default_transaction_read_only = on;

-- The function app's identity as a role of PostgreSQL: neither administrator nor with multi-factor sign-in. In database postgres.
SELECT pgaadauth_create_principal(:'app', false, false)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app');

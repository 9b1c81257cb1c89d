-- The role that the app's managed identity signs in as. Azure Database for PostgreSQL has the function, in its database postgres.
SELECT pgaadauth_create_principal_with_oid(:'app_role', :'app_principal_id', 'service', false, false)
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app_role');

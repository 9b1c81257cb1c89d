-- The role of the app's managed identity. Only the database postgres of Azure Database for PostgreSQL has this function.
SELECT pgaadauth_create_principal_with_oid(:'app_role', :'app_principal_id', 'service', false, false)
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app_role');

using Npgsql;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>
/// In place of the two parts of Azure that cannot be had here: the command line, which has the variable TOKEN as its token and knows the identity IDENTITY_NAME, and
/// the database's function that makes an identity a role.
/// </summary>
internal sealed class AzureStandIn : IAsyncDisposable
{
    private const string Az = """
        #!/bin/sh
        case "$*" in
          "account get-access-token --resource-type oss-rdbms --query accessToken --output tsv") echo "$TOKEN" ;;
          "identity show --resource-group rg-devchat --name $IDENTITY_NAME --query principalId --output tsv")
            echo 0f0e0d0c-0000-4000-8000-000000000001 ;;
          *) exit 1 ;;
        esac
        """;

    private const string CreateFunction = """
        CREATE FUNCTION pgaadauth_create_principal_with_oid(role text, oid text, type text, admin boolean, mfa boolean)
        RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
            RETURN role;
        END $$
        """;

    private const string DropFunction = "DROP FUNCTION pgaadauth_create_principal_with_oid";

    private readonly string _folder = Directory.CreateTempSubdirectory("devchat-az-").FullName;
    private readonly string _server;

    private AzureStandIn(string database) =>
        _server = new NpgsqlConnectionStringBuilder(database)
        {
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;

    /// <summary>For the variable PATH.</summary>
    public string Path =>
        $"{_folder}{System.IO.Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";

    public static async Task<AzureStandIn> CreateAsync(string database)
    {
        var azure = new AzureStandIn(database);
        var az = System.IO.Path.Combine(azure._folder, "az");
        await File.WriteAllTextAsync(az, Az);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await azure.ExecuteAsync(CreateFunction);
        return azure;
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync(DropFunction);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

using System.Reflection;
using DevChat.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>What a migration may do while the version before it runs. docs/migrations.md has the reasons.</summary>
public sealed class MigrationRuleTests
{
    private const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    public static TheoryData<Type> Migrations =>
        new(
            typeof(ChatDbContext)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Migration)))
        );

    [Fact]
    public void The_model_has_no_change_without_a_migration()
    {
        using var database = new ChatDbContextFactory().CreateDbContext([]);

        Assert.False(database.Database.HasPendingModelChanges());
    }

    [Theory]
    [MemberData(nameof(Migrations))]
    public void A_migration_that_takes_away_or_locks_says_why_that_is_safe(Type migration)
    {
        var risks = MigrationRisks.Of((Migration)Activator.CreateInstance(migration)!);
        var reason = migration.GetCustomAttribute<SafeForRunningVersionAttribute>()?.Because;

        Assert.True(
            risks.Count == 0 || !string.IsNullOrWhiteSpace(reason),
            $"{migration.Name}: {string.Join(", ", risks)}: see docs/migrations.md"
        );
    }

    private static readonly (string Risk, Action<MigrationBuilder> Up)[] Risky =
    [
        ("DropColumn", up => up.DropColumn("bio", "users")),
        ("DropTable", up => up.DropTable("users")),
        ("DropIndex", up => up.DropIndex("ix_users_online", "users")),
        ("RenameColumn", up => up.RenameColumn("bio", "users", "about")),
        ("RenameTable", up => up.RenameTable("users", newName: "people")),
        ("AddColumn", up => up.AddColumn<string>("motto", "users", nullable: false)),
        ("AlterColumn", up => up.AlterColumn<string>("bio", "users", nullable: false)),
        ("AlterColumn", up => up.AlterColumn<long>("id", "users", "bigint", oldType: "integer")),
        ("CreateIndex", up => up.CreateIndex("ix_users_bio", "users", "bio")),
        ("AddForeignKey", up => up.AddForeignKey("fk", "users", "bio", "bios")),
        ("AddCheckConstraint", up => up.AddCheckConstraint("ck", "users", "bio <> ''")),
        ("UPDATE users SET bio = ''", up => up.Sql("UPDATE users SET bio = '';")),
        ("CREATE INDEX ix ON users (bio)", up => up.Sql("CREATE INDEX ix ON users (bio)")),
        // In a transaction, where PostgreSQL refuses it.
        (
            "CREATE INDEX CONCURRENTLY ix ON users (bio)",
            up => up.Sql("CREATE INDEX CONCURRENTLY ix ON users (bio)")
        ),
    ];

    private static readonly Action<MigrationBuilder>[] Harmless =
    [
        up => up.AddColumn<string>("motto", "users", nullable: true),
        up => up.AddColumn<bool>("hidden", "users", nullable: false, defaultValue: false),
        up => up.AlterColumn<string>("bio", "users", nullable: true, oldNullable: false),
        up => up.CreateIndex("ix", "users", "bio").Annotation("Npgsql:CreatedConcurrently", true),
        up => up.Sql("CREATE INDEX CONCURRENTLY ix ON users (bio)", suppressTransaction: true),
        up =>
        {
            up.CreateTable("bios", table => new { id = table.Column<int>() });
            up.CreateIndex("ix_bios_id", "bios", "id");
            up.Sql("CREATE UNIQUE INDEX ux ON bios (abs(id));");
        },
    ];

    [Fact]
    public void Statements_that_remove_or_lock_are_recognized() =>
        Assert.All(
            Risky,
            risky => Assert.Equal([risky.Risk], MigrationRisks.Of(new Scratch(risky.Up)))
        );

    [Fact]
    public void Statements_that_only_add_are_harmless() =>
        Assert.All(Harmless, up => Assert.Empty(MigrationRisks.Of(new Scratch(up))));

    private sealed class Scratch : Migration
    {
        private readonly Action<MigrationBuilder> _up;

        public Scratch(Action<MigrationBuilder> up)
        {
            _up = up;
            ActiveProvider = Provider;
        }

        protected override void Up(MigrationBuilder migrationBuilder) => _up(migrationBuilder);
    }
}

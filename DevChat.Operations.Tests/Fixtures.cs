using DevChat.Operations.Tests.Migrations;
using DevChat.Testing.Apps;

[assembly: AssemblyFixture(typeof(EmbeddedServers))]
[assembly: AssemblyFixture(typeof(MigrationBundle))]

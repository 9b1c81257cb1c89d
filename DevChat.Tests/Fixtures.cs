using DevChat.Testing.Apps;

[assembly: AssemblyFixture(typeof(EmbeddedServers))]

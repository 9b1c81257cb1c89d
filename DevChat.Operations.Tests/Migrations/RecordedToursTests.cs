namespace DevChat.Operations.Tests.Migrations;

public sealed class RecordedToursTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devchat-tours-").FullName;

    private RecordedTours Tours => new(_folder);

    [Fact]
    public void A_version_that_runs_more_takes_the_place_of_the_one_before()
    {
        Tours.Write(Tour("SELECT 1"));
        Tours.Write(Tour("SELECT 1", "SELECT 2"));

        Assert.Equal(["M"], Tours.Names);
        Assert.Equal(["SELECT 1", "SELECT 2"], Tours.Read("M").Texts);
    }

    [Fact]
    public void A_version_whose_statements_are_gone_is_kept_because_it_may_be_running()
    {
        Tours.Write(Tour("SELECT 1"));
        Tours.Write(Tour("SELECT 2"));
        Tours.Write(Tour("SELECT 3"));

        Assert.Equal(["M", "M.1", "M.2"], Tours.Names);
        Assert.Equal(["SELECT 3"], Tours.Read("M").Texts);
        Assert.Equal(["SELECT 1"], Tours.Read("M.1").Texts);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RecordedTour Tour(params string[] texts) =>
        new("M", [.. texts.Select(sql => new RecordedStatement(sql, [], FailsWith: null, []))]);
}

using System.Xml;
using System.Xml.Linq;
using DevChat.Domain.Avatars;

namespace DevChat.Tests.Avatars;

/// <summary>What every picture keeps to: small, of one style, and nothing in it that runs or reaches out.</summary>
public sealed class PictureTests
{
    private const int MaxBytes = 4096;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly string[] Elements = ["svg", "g", "path", "rect", "circle", "ellipse"];
    private static readonly AvatarCatalogue Catalogue = new();

    public static TheoryData<int> Ids() => [.. Catalogue.All.Avatars.Select(avatar => avatar.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_picture_is_a_small_square_SVG_document(int id)
    {
        var root = Read(id);

        Assert.InRange(Catalogue.Get(id).Svg.Length, 1, MaxBytes);
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("0 0 128 128", root.Attribute("viewBox")?.Value);
        Assert.Equal("128", root.Attribute("width")?.Value);
        Assert.Equal("128", root.Attribute("height")?.Value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_picture_is_made_of_plain_shapes(int id) =>
        Assert.All(
            Read(id).DescendantsAndSelf(),
            element =>
            {
                Assert.Equal(Svg, element.Name.Namespace);
                Assert.Contains(element.Name.LocalName, Elements);
            }
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_picture_runs_nothing_and_refers_to_nothing(int id)
    {
        var attributes = Read(id)
            .DescendantsAndSelf()
            .Attributes()
            .Where(attribute => !attribute.IsNamespaceDeclaration);
        Assert.All(
            attributes,
            attribute =>
            {
                var name = attribute.Name.LocalName;
                Assert.NotEqual("href", name);
                Assert.NotEqual("style", name);
                Assert.False(name.StartsWith("on", StringComparison.OrdinalIgnoreCase), name);
                Assert.DoesNotContain("url(", attribute.Value, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public void No_two_avatars_look_the_same()
    {
        var hashes = Catalogue.All.Avatars.Select(avatar => Catalogue.Get(avatar.Id).Hash);

        Assert.Equal(Catalogue.All.Total, hashes.Distinct().Count());
    }

    private static XElement Read(int id)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(Catalogue.Get(id).Svg),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }
        );
        return XElement.Load(reader);
    }
}

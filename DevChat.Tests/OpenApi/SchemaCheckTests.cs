using System.Text.Json;
using DevChat.Testing.Contract;

namespace DevChat.Tests.OpenApi;

public sealed class SchemaCheckTests
{
    private static readonly JsonElement Document = JsonElement.Parse(
        """
        {
          "components": {
            "schemas": {
              "Room": {
                "type": "object",
                "properties": {
                  "id": { "type": "integer", "format": "int32" },
                  "created_at": { "type": ["string", "null"], "format": "date-time" },
                  "kind": { "enum": ["group", "direct"] },
                  "owner": { "anyOf": [{ "$ref": "#/components/schemas/User" }, { "type": "null" }] }
                },
                "required": ["id"]
              },
              "User": { "type": "object", "properties": { "id": { "type": "string", "format": "uuid" } } }
            }
          }
        }
        """
    );

    private static readonly JsonElement Rooms = JsonElement.Parse(
        """{ "type": "array", "items": { "$ref": "#/components/schemas/Room" } }"""
    );

    [Theory]
    [InlineData("""{ "id": 1 }""")]
    [InlineData("""{ "id": 1, "created_at": null, "owner": null }""")]
    [InlineData("""{ "id": 1, "created_at": "2026-01-01T00:00:00.000Z", "kind": "group" }""")]
    [InlineData("""{ "id": 1, "owner": { "id": "0197a2b4-0000-7000-8000-000000000000" } }""")]
    public void Values_that_match_the_schema_pass(string room) => Assert.Empty(Mistakes(room));

    [Theory]
    [InlineData("""{ "kind": "group" }""")]
    [InlineData("""{ "id": null }""")]
    [InlineData("""{ "id": 1.0 }""")]
    [InlineData("""{ "id": "1" }""")]
    [InlineData("""{ "id": 3000000000 }""")]
    [InlineData("""{ "id": 1, "created_at": "2026-01-01T00:00:00Z" }""")]
    [InlineData("""{ "id": 1, "created_at": "2026-13-01T00:00:00.000Z" }""")]
    [InlineData("""{ "id": 1, "kind": "other" }""")]
    [InlineData("""{ "id": 1, "owner": { "id": "1" } }""")]
    [InlineData("""{ "id": 1, "owner": { "name": "ada" } }""")]
    [InlineData("""{ "id": 1, "name": "not in the schema" }""")]
    public void Anything_else_is_found_with_its_place(string room) =>
        Assert.Contains(
            Mistakes(room),
            mistake => mistake.StartsWith("$/0", StringComparison.Ordinal)
        );

    private static IReadOnlyList<string> Mistakes(string room) =>
        new SchemaCheck(Document).Mistakes(JsonElement.Parse($"[{room}]"), Rooms);
}

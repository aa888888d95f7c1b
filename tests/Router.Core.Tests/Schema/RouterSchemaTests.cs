using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Schema;

/// <summary>router.schema.json and the loader say the same.</summary>
public sealed class RouterSchemaTests
{
    private const string Unknown = "zzzzzzzzzzzzzzzzzzzz";

    public static TheoryData<string> Objects() => new(SchemaObject.Closed().Select(one => one.ToString()));

    [Fact]
    public void Example_IsValid() => Assert.True(JsonSchema.Router.IsValid(SchemaObject.Example()));

    [Fact]
    public void Example_HasEveryObjectOfTheSchema()
    {
        var seen = new HashSet<JsonObject>(SchemaObject.Closed().Select(one => one.Schema), ReferenceEqualityComparer.Instance);

        Assert.All(ClosedSchemas(JsonSchema.Router.Root), schema => Assert.Contains(schema, seen));
        Assert.Equal(21, seen.Count);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void UnknownMember_IsRefusedByTheSchemaAndByTheLoader(string place)
    {
        JsonObject changed = At(place).With(one => one[Unknown] = 1);

        Assert.False(JsonSchema.Router.IsValid(changed));
        ConfigProblem problem = Assert.Single(Load(changed));
        Assert.EndsWith(Unknown, problem.Key, StringComparison.Ordinal);
        Assert.StartsWith("is not a key that router.json knows here", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void MembersOfTheSchema_AreExactlyTheLoaders(string place)
    {
        SchemaObject one = At(place);
        ConfigProblem problem = Assert.Single(Load(one.With(members => members[Unknown] = 1)));

        string known = problem.Text[(problem.Text.IndexOf("known: ", StringComparison.Ordinal) + 7)..];
        Assert.Equal(known.Split(", "), one.Schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void EveryMemberOfTheSchema_IsKnownToTheLoader(string place)
    {
        SchemaObject one = At(place);
        foreach ((string name, JsonNode? property) in one.Schema["properties"]!.AsObject())
        {
            foreach (JsonNode? sample in Samples(property!.AsObject()))
            {
                JsonObject changed = one.With(members => members[name] = sample?.DeepClone());
                Assert.True(JsonSchema.Router.IsValid(changed), $"{place}/{name}: {sample?.ToJsonString()}");
                Assert.DoesNotContain(Load(changed), problem => problem.Text.Contains("is not a key", StringComparison.Ordinal) || IsAbout(problem, name));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void ValueOfTheWrongKind_IsRefusedByTheSchemaAndByTheLoader(string place)
    {
        SchemaObject one = At(place);
        foreach (string name in one.Schema["properties"]!.AsObject().Select(property => property.Key).Where(name => name != "$schema"))
        {
            // No member takes a list of lists; as a text it would be a secret or a name.
            JsonObject changed = one.With(members => members[name] = new JsonArray(new JsonArray()));
            Assert.False(JsonSchema.Router.IsValid(changed), $"{place}/{name}");
            Assert.NotEmpty(Load(changed));
        }
    }

    [Fact]
    public void Presets_AreAllNamesAndOtherNames() =>
        Assert.Equal(
            ProviderPresets.Names.Order(StringComparer.Ordinal),
            JsonSchema.Router.Root["$defs"]!["provider"]!["properties"]!["preset"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryMember_HasADescription() =>
        Assert.All(
            ClosedSchemas(JsonSchema.Router.Root).SelectMany(schema => schema["properties"]!.AsObject()),
            property => Assert.True(property.Value!["description"]?.GetValue<string>().EndsWith('.') == true, property.Key));

    private static SchemaObject At(string place) => SchemaObject.Closed().First(one => string.Equals(one.ToString(), place, StringComparison.Ordinal));

    private static ImmutableArray<ConfigProblem> Load(JsonObject json) => Loaded.Result(Encoding.UTF8.GetBytes(json.ToJsonString())).Errors;

    private static bool IsAbout(ConfigProblem problem, string name) => problem.Key.EndsWith($".{name}", StringComparison.Ordinal) || problem.Key.StartsWith(name, StringComparison.Ordinal);

    /// <summary>Every choice, the default and the examples of a member's schema; an object without any is sampled empty.</summary>
    private static JsonNode?[] Samples(JsonObject property)
    {
        JsonObject followed = JsonSchema.Router.Follow(property);
        JsonNode?[] samples = [.. property["enum"]?.AsArray() ?? [], property["default"], .. property["examples"]?.AsArray() ?? (property["default"] is null ? followed["examples"]?.AsArray() : null) ?? []];
        samples = [.. samples.Where(sample => sample is not null)];
        return samples.Length > 0 ? samples : followed["type"]!.GetValue<string>() switch
        {
            "boolean" => [JsonValue.Create(true), JsonValue.Create(false)],
            _ => [],
        };
    }

    private static IEnumerable<JsonObject> ClosedSchemas(JsonNode? node)
    {
        IEnumerable<JsonNode?> inner = node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] };
        IEnumerable<JsonObject> here = node is JsonObject schema && schema["additionalProperties"] is JsonValue ? [schema] : [];
        return here.Concat(inner.SelectMany(ClosedSchemas));
    }
}

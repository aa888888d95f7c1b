using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Router.Core.Configuration;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Schema;

/// <summary>Members with a fixed list of words: the schema lists the loader's words, no more and no fewer.</summary>
public sealed class SchemaChoiceTests
{
    private const string Unknown = "zzzzzzzzzzzzzzzzzzzz";

    // Every closed object of the example and its members with choices; presets have a test of their own.
    public static TheoryData<string, string> Choices() =>
        new(SchemaObject.Closed().SelectMany(one => one.Schema["properties"]!.AsObject()
            .Where(property => property.Value!["enum"] is not null && property.Key != "preset")
            .Select(property => (one.ToString(), property.Key))));

    [Theory]
    [MemberData(nameof(Choices))]
    public void Choices_AreTheLoaders(string place, string name)
    {
        SchemaObject one = SchemaObject.Closed().First(one => string.Equals(one.ToString(), place, StringComparison.Ordinal));
        JsonObject changed = one.With(members => members[name] = Unknown);

        Assert.False(JsonSchema.Router.IsValid(changed));
        ConfigProblem problem = Assert.Single(Loaded.Result(Encoding.UTF8.GetBytes(changed.ToJsonString())).Errors);
        IEnumerable<string> told = Regex.Matches(problem.Text, "\"[^\"]+\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value.Trim('\"')).Where(word => word != Unknown);
        Assert.Equal(told.Order(StringComparer.Ordinal), one.Schema["properties"]![name]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()).Order(StringComparer.Ordinal));
    }
}

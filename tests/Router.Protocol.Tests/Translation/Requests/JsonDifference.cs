using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>The first place where two JSON values differ, as a sentence; the order of members does not matter.</summary>
internal static class JsonDifference
{
    public static string? Find(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (JsonObject left, JsonObject right) => InObjects(left, right, path),
        (JsonArray left, JsonArray right) => InArrays(left, right, path),
        _ => JsonNode.DeepEquals(expected, actual) ? null : $"{path}: expected {Show(expected)}, was {Show(actual)}",
    };

    private static string? InObjects(JsonObject expected, JsonObject actual, string path) => expected
        .Select(member => member.Key)
        .Union(actual.Select(member => member.Key), StringComparer.Ordinal)
        .Select(name => !actual.ContainsKey(name) ? $"{path}.{name} is missing, expected {Show(expected[name])}"
            : !expected.ContainsKey(name) ? $"{path}.{name} is not expected: {Show(actual[name])}"
            : Find(expected[name], actual[name], $"{path}.{name}"))
        .FirstOrDefault(difference => difference is not null);

    private static string? InArrays(JsonArray expected, JsonArray actual, string path) => Enumerable
        .Range(0, Math.Max(expected.Count, actual.Count))
        .Select(index => index >= actual.Count ? $"{path}[{index}] is missing, expected {Show(expected[index])}"
            : index >= expected.Count ? $"{path}[{index}] is not expected: {Show(actual[index])}"
            : Find(expected[index], actual[index], $"{path}[{index}]"))
        .FirstOrDefault(difference => difference is not null);

    private static string Show(JsonNode? node) => JsonSerializer.Serialize(node);
}

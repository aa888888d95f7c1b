using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Anthropic.Shaping;
using Router.Protocol.Tests.Json;

namespace Router.Protocol.Tests.Anthropic.Shaping;

/// <summary>Over random bodies: what a shape is not about stays to the byte.</summary>
public sealed class RequestShaperProperties
{
    private sealed record Case((string Name, string Raw)[] Tools, (string Name, string Raw)[] Others, string[] Remove, string Space)
    {
        public string Body => $"{{{string.Join(',', Others.Select(member => member.Raw).Append($"{Space}\"tools\"{Space}:{Space}[{string.Join(',', Tools.Select(tool => tool.Raw))}{Space}]"))} }}";

        public RequestShape Shape => new() { RemoveTools = Remove.ToHashSet(StringComparer.Ordinal) };

        public bool IsCut(string name) => Remove.Contains(name, StringComparer.Ordinal);
    }

    private static readonly Gen<string> Space = Gen.Elements("", " ", "\n  ");

    private static readonly Gen<(string Name, string Raw)> Tool =
        from name in Gen.Elements("Bash", "WebSearch", "Read", "mcp__a__b", "\\u0042ash", "", "näh")
        from members in RandomJson.Members
        from space in Space
        let others = members.Where(member => member.Name != "name").Select(member => member.Raw)
        select (JsonNode.Parse($"\"{name}\"")!.GetValue<string>(), $"{space}{{{string.Join(',', others.Append($"{space}\"name\": \"{name}\""))}{space}}}{space}");

    private static readonly Gen<Case> Cases =
        from count in Gen.Choose(0, 6)
        from tools in Tool.ArrayOf(count)
        from others in RandomJson.Members
        from remove in Gen.SubListOf("Bash", "WebSearch", "mcp__a__b", "absent", "", "näh")
        from space in Space
        select new Case(tools, others.Where(member => member.Name is not ("model" or "thinking")).ToArray(), [.. remove], space);

    [Fact]
    public void RemovingTools_EqualsTheSameOperationOnNodes() =>
        Prop.ForAll(Cases.ToArbitrary(), one => JsonNode.DeepEquals(Expected(one), JsonNode.Parse(Shaped.Of(one.Body, one.Shape)))).Check(PropertyRuns.Of(2000));

    [Fact]
    public void RemovingTools_KeepsTheBytesOfEverythingElse() =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            string shaped = Shaped.Of(one.Body, one.Shape);
            int position = 0;
            foreach (string raw in one.Others.Select(member => member.Raw).Concat(one.Tools.Where(tool => !one.IsCut(tool.Name)).Select(tool => tool.Raw)))
            {
                int found = shaped.IndexOf(raw.Trim(), position, StringComparison.Ordinal);
                if (found < 0)
                {
                    return false;
                }

                position = found + raw.Trim().Length;
            }

            return one.Tools.Any(tool => one.IsCut(tool.Name)) || shaped == one.Body;
        }).Check(PropertyRuns.Of(2000));

    private static JsonObject Expected(Case one)
    {
        JsonObject body = JsonNode.Parse(one.Body)!.AsObject();
        JsonArray tools = body["tools"]!.AsArray();
        int removed = tools.RemoveAll(tool => one.IsCut(tool!["name"]!.GetValue<string>()));
        if (removed > 0 && tools.Count == 0)
        {
            body.Remove("tools");
        }

        return body;
    }
}

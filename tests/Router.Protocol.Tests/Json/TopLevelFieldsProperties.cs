using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Json;

namespace Router.Protocol.Tests.Json;

public sealed class TopLevelFieldsProperties
{
    private sealed record Case((string Name, string Raw)[] Members, string[] Remove, string[] Set)
    {
        public string Body => $" {{{string.Join(',', Members.Select(member => member.Raw))} }}\n";
    }

    private static readonly Gen<Case> Cases =
        from members in RandomJson.Members
        from remove in RandomJson.Subset
        from set in RandomJson.Subset
        from setNone in Gen.Elements(true, false)
        select new Case(members, remove, setNone ? [] : set);

    [Fact]
    public void Change_EqualsTheSameOperationOnNodes() =>
        Prop.ForAll(Cases.ToArbitrary(), one => JsonNode.DeepEquals(Expected(one), JsonNode.Parse(Changed(one)))).Check(PropertyRuns.Of(2000));

    [Fact]
    public void Change_KeepsTheBytesOfEveryOtherMember() =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            HashSet<string> gone = [.. one.Remove.Concat(one.Set).Select(Unescaped)];
            string changed = Changed(one);
            int position = 0;
            foreach ((string name, string raw) in one.Members)
            {
                if (gone.Contains(Unescaped(name)))
                {
                    continue;
                }

                int found = changed.IndexOf(raw.Trim(), position, StringComparison.Ordinal);
                if (found < 0)
                {
                    return false;
                }

                position = found + raw.Trim().Length;
            }

            return changed.StartsWith(" {", StringComparison.Ordinal) && changed.EndsWith(" }\n", StringComparison.Ordinal);
        }).Check(PropertyRuns.Of(2000));

    [Fact]
    public void Cuts_OnlyTakeAway() =>
        Prop.ForAll(Cases.ToArbitrary(), one => IsSubsequence(Changed(one with { Set = [] }), one.Body)).Check(PropertyRuns.Of(2000));

    private static string Changed(Case one)
    {
        byte[] body = Encoding.UTF8.GetBytes(one.Body);
        HashSet<string> remove = [.. one.Remove.Select(Unescaped)];
        IReadOnlyList<BodyEdit> edits = TopLevelFields.Change(body, remove, one.Set.ToDictionary(Unescaped, name => $"{{\"set\": [{name.Length}] }}", StringComparer.Ordinal));
        return Encoding.UTF8.GetString(new EditedBody(body, edits).ToArray());
    }

    private static JsonObject Expected(Case one)
    {
        JsonObject node = JsonNode.Parse(one.Body)!.AsObject();
        foreach (string name in one.Remove)
        {
            node.Remove(Unescaped(name));
        }

        foreach (string name in one.Set)
        {
            node[Unescaped(name)] = new JsonObject { ["set"] = new JsonArray(name.Length) };
        }

        return node;
    }

    private static string Unescaped(string name) => JsonNode.Parse($"\"{name}\"")!.GetValue<string>();

    private static bool IsSubsequence(string part, string whole)
    {
        int position = 0;
        foreach (char character in whole)
        {
            position += position < part.Length && part[position] == character ? 1 : 0;
        }

        return position == part.Length;
    }
}

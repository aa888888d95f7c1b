using FsCheck;
using FsCheck.Fluent;

namespace Router.Protocol.Tests.Json;

/// <summary>JSON texts with odd names, nesting, look-alikes and white space.</summary>
internal static class RandomJson
{
    public static readonly string[] Names = ["a", "b", "model", "thinking", "type", "", "grüße", "q\\\"uote", "back\\\\slash", "\\u0061b", "x,y", "{", "c]"];

    private static readonly Gen<string> Space = Gen.Elements("", "", " ", "\n", "\t ", "\r\n  ");

    private static readonly Gen<string> Scalar = Gen.Elements(
        "null", "true", "false", "0", "-1.50e+3", "123456789012345678901234567890", "\"\"", "\"text\"", "\"a\\\"b\\\\\"", "\"}],{\"", "\"\\u00fc🙂\"", "[]", "{}");

    /// <summary>An object of up to eight members, each name at most once.</summary>
    public static Gen<(string Name, string Raw)[]> Members =>
        from names in Gen.SubListOf(Names)
        from values in Value(3).ArrayOf(names.Count)
        from spaces in Space.ArrayOf(names.Count * 2)
        select names.Select((name, index) => (name, $"{spaces[index * 2]}\"{name}\":{spaces[(index * 2) + 1]}{values[index]}")).ToArray();

    /// <summary>A subset of the names, and names that no object has.</summary>
    public static Gen<string[]> Subset => Gen.SubListOf([.. Names, "absent", "A"]).Select(list => list.ToArray());

    private static Gen<string> Value(int depth) =>
        depth == 0 ? Scalar : Gen.Frequency((3, Scalar), (1, List(depth - 1)), (1, Object(depth - 1)));

    private static Gen<string> List(int depth) =>
        from count in Gen.Choose(0, 3)
        from items in Value(depth).ArrayOf(count)
        from space in Space
        select $"[{space}{string.Join($"{space},", items)}{space}]";

    private static Gen<string> Object(int depth) =>
        from names in Gen.SubListOf("a", "model", "thinking", "type")
        from values in Value(depth).ArrayOf(names.Count)
        from space in Space
        select $"{{{space}{string.Join(',', names.Select((name, index) => $"\"{name}\"{space}:{values[index]}"))}{space}}}";
}

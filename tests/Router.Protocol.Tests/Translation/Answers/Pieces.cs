using System.Text;

namespace Router.Protocol.Tests.Translation.Answers;

/// <summary>All ways to cut a text in two, and byte by byte.</summary>
internal static class Pieces
{
    public static IEnumerable<byte[][]> Of(string text)
    {
        byte[] whole = Encoding.UTF8.GetBytes(text);
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            yield return [whole[..cut], whole[cut..]];
        }

        yield return [.. whole.Select(one => new[] { one })];
    }
}

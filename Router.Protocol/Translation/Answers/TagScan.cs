namespace Router.Protocol.Translation.Answers;

/// <summary>Looks for tags that pieces of text may cut anywhere.</summary>
internal static class TagScan
{
    /// <summary>The length of the longest end of a text with which the tag could begin; 0 when it can't. The whole tag is not meant.</summary>
    public static int CutLength(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag)
    {
        for (int length = Math.Min(text.Length, tag.Length - 1); length > 0; length--)
        {
            if (tag.StartsWith(text[^length..]))
            {
                return length;
            }
        }

        return 0;
    }
}

using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>Where the parts of a whole message stand that its stream tells at another place, and what stands for them in <c>message_start</c>.</summary>
internal sealed class MessageParts
{
    private static readonly byte[] Null = "null"u8.ToArray();
    private static readonly byte[] None = "[]"u8.ToArray();
    private static readonly byte[] NoUsage = "{\"input_tokens\":0,\"output_tokens\":0}"u8.ToArray();
    private static readonly byte[] Zero = "0"u8.ToArray();
    private static readonly byte[] One = "1"u8.ToArray();

    private bool _hasStartUsage;

    /// <summary>What <c>message_start</c> says in place of the whole: no content, no end, hardly any output.</summary>
    public List<BodyEdit> StartEdits { get; } = [];

    /// <summary>What the final usage lacks.</summary>
    public List<BodyEdit> UsageEdits { get; } = [];

    public List<Range> Blocks { get; } = [];

    public Range? Id { get; private set; }

    public Range? StopReason { get; private set; }

    public Range? StopSequence { get; private set; }

    public Range? StopDetails { get; private set; }

    public Range? Container { get; private set; }

    public Range? ContextManagement { get; private set; }

    public Range? Usage { get; private set; }

    /// <summary>Null when the bytes are not one object whose content is an array of objects.</summary>
    /// <exception cref="JsonException">They are no JSON at all.</exception>
    public static MessageParts? Find(ReadOnlySpan<byte> message, ReadOnlyMemory<byte> model)
    {
        var parts = new MessageParts();
        var walk = new MemberWalk(message);
        bool hasContent = false;
        while (walk.IsObject && walk.Next())
        {
            if (walk.Is("content"u8))
            {
                hasContent = parts.FindBlocks(message.Slice(walk.Start, walk.Length), walk.Start);
                parts.StartEdits.Add(new BodyEdit(walk.Start, walk.Length, None));
            }
            else if (walk.Is("usage"u8))
            {
                parts.FindUsage(message.Slice(walk.Start, walk.Length), walk.Start);
            }
            else if (walk.Is("model"u8) && !model.IsEmpty)
            {
                parts.StartEdits.Add(new BodyEdit(walk.Start, walk.Length, model));
            }
            else if (walk.Is("id"u8))
            {
                parts.Id = walk.Start..(walk.Start + walk.Length);
            }
            else
            {
                parts.FindEnd(walk);
            }
        }

        if (!walk.IsObject || !walk.IsLast() || !hasContent)
        {
            return null;
        }

        parts.AddWhatIsMissing(message);
        return parts;
    }

    private void FindEnd(in MemberWalk walk)
    {
        Range value = walk.Start..(walk.Start + walk.Length);
        if (walk.Is("stop_reason"u8))
        {
            StopReason = value;
        }
        else if (walk.Is("stop_sequence"u8))
        {
            StopSequence = value;
        }
        else if (walk.Is("stop_details"u8))
        {
            StopDetails = value;
        }
        else if (walk.Is("container"u8))
        {
            Container = value;
        }
        else if (walk.Is("context_management"u8))
        {
            ContextManagement = value;
        }
        else
        {
            return;
        }

        StartEdits.Add(new BodyEdit(walk.Start, walk.Length, Null));
    }

    private bool FindBlocks(ReadOnlySpan<byte> content, int offset)
    {
        Blocks.Clear();
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int start = offset + (int)reader.TokenStartIndex;
            reader.Skip();
            Blocks.Add(start..(offset + (int)reader.BytesConsumed));
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private void FindUsage(ReadOnlySpan<byte> usage, int offset)
    {
        Usage = null;
        UsageEdits.Clear();
        _hasStartUsage = true;
        var walk = new MemberWalk(usage);
        if (!walk.IsObject)
        {
            StartEdits.Add(new BodyEdit(offset, usage.Length, NoUsage));
            return;
        }

        Usage = offset..(offset + usage.Length);
        bool hasOutput = false;
        bool isEmpty = true;
        while (walk.Next())
        {
            isEmpty = false;
            if (!walk.Is("output_tokens"u8))
            {
                continue;
            }

            hasOutput = true;
            bool isCount = walk.Kind == JsonTokenType.Number;
            bool isNone = isCount && usage.Slice(walk.Start, walk.Length) is [(byte)'0'];
            StartEdits.Add(new BodyEdit(offset + walk.Start, walk.Length, isCount && !isNone ? One : Zero));
            if (!isCount)
            {
                UsageEdits.Add(new BodyEdit(walk.Start, walk.Length, Zero));
            }
        }

        if (!hasOutput)
        {
            byte[] output = isEmpty ? "\"output_tokens\":0"u8.ToArray() : "\"output_tokens\":0,"u8.ToArray();
            StartEdits.Add(new BodyEdit(offset + 1, 0, output));
            UsageEdits.Add(new BodyEdit(1, 0, output));
        }
    }

    // Members stand in the order of the message; what it lacks goes to its beginning, before the content that it has.
    private void AddWhatIsMissing(ReadOnlySpan<byte> message)
    {
        StartEdits.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        int brace = message.IndexOf((byte)'{') + 1;
        if (!_hasStartUsage)
        {
            StartEdits.Insert(0, new BodyEdit(brace, 0, "\"usage\":{\"input_tokens\":0,\"output_tokens\":0},"u8.ToArray()));
        }

        if (StopSequence is null)
        {
            StartEdits.Insert(0, new BodyEdit(brace, 0, "\"stop_sequence\":null,"u8.ToArray()));
        }

        if (StopReason is null)
        {
            StartEdits.Insert(0, new BodyEdit(brace, 0, "\"stop_reason\":null,"u8.ToArray()));
        }
    }
}

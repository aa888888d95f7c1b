using Router.Protocol.Anthropic;

namespace Router.Protocol.OpenAI;

/// <summary>
/// The tokens of an answer in every spelling that providers use. Reports are merged: a number that a later one brings replaces, an absent one keeps.
/// <code>{"prompt_tokens":120,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":100},"completion_tokens_details":{"reasoning_tokens":4}}</code>
/// </summary>
internal sealed class ChatUsage
{
    private long? _prompt;
    private long? _plainInput;
    private bool _plainInputHasCache;
    private long? _completion;
    private long? _total;
    private long? _explicitRead;
    private long? _detailRead;
    private long? _explicitWrite;
    private long? _detailWrite;

    /// <summary>Tokens of thinking among the output; null when the provider does not tell.</summary>
    public long? Thinking { get; private set; }

    /// <summary>Takes in a report.</summary>
    public void Merge(ReadOnlySpan<byte> json, JsonRange usage)
    {
        var members = new JsonCursor(json, usage);
        while (members.Next())
        {
            JsonRange value = members.Value;
            if (value.IsObject)
            {
                MergeDetails(json, value, members.Is("input_tokens_details"u8));
                continue;
            }

            if (JsonCursor.Number(json, value) is not { } count || count < 0)
            {
                continue;
            }

            if (members.Is("prompt_tokens"u8))
            {
                _prompt = count;
            }
            else if (members.Is("completion_tokens"u8) || members.Is("output_tokens"u8))
            {
                _completion = count;
            }
            else if (members.Is("total_tokens"u8))
            {
                _total = count;
            }
            else if (members.Is("input_tokens"u8))
            {
                _plainInput = count;
            }
            else if (members.Is("cache_read_input_tokens"u8))
            {
                _explicitRead = count;
            }
            else if (members.Is("cache_creation_input_tokens"u8))
            {
                _explicitWrite = count;
            }
            else if (members.Is("cached_tokens"u8) || members.Is("prompt_cache_hit_tokens"u8) || members.Is("num_cached_tokens"u8))
            {
                _detailRead = count;
            }
            else if (members.Is("reasoning_tokens"u8))
            {
                Thinking = count;
            }
        }
    }

    /// <summary>The usage in Anthropic's terms, estimated where the provider said nothing, or nothing but zeros.</summary>
    /// <param name="estimatedInput">The estimate of the whole input.</param>
    /// <param name="estimatedOutput">The estimate of what was written.</param>
    /// <param name="isEstimated">Whether an estimate had to be used.</param>
    public MessageUsage ToMessageUsage(long estimatedInput, long estimatedOutput, out bool isEstimated)
    {
        isEstimated = false;
        long read = _explicitRead ?? _detailRead ?? 0;
        long write = _explicitWrite ?? _detailWrite ?? 0;
        long input;
        if (_prompt is > 0)
        {
            input = Math.Max(_prompt.Value - read - write, 0);
        }
        else if (_plainInput is > 0 || read + write > 0)
        {
            // "input_tokens" is Anthropic's own word, without the cached part, unless the details of OpenAI's newer API stand beside it.
            input = Math.Max((_plainInput ?? 0) - (_plainInputHasCache ? read + write : 0), 0);
        }
        else
        {
            input = estimatedInput;
            isEstimated = true;
        }

        long output = _completion ?? 0;
        if (output == 0 && estimatedOutput > 0)
        {
            output = estimatedOutput;
            isEstimated = true;
        }
        else if (Thinking is > 0 && _total == (_prompt ?? 0) + output + Thinking)
        {
            output += Thinking.Value; // xAI counts thinking beside the completion; the total gives it away
        }

        return new MessageUsage(input, output, read, write);
    }

    private void MergeDetails(ReadOnlySpan<byte> json, JsonRange details, bool ofPlainInput)
    {
        var members = new JsonCursor(json, details);
        while (members.Next())
        {
            if (JsonCursor.Number(json, members.Value) is not { } count || count < 0)
            {
                continue;
            }

            if (members.Is("cached_tokens"u8))
            {
                _detailRead = count;
                _plainInputHasCache |= ofPlainInput;
            }
            else if (members.Is("cache_write_tokens"u8) || members.Is("cache_creation_tokens"u8) || members.Is("created_cache_tokens"u8))
            {
                _detailWrite = count;
            }
            else if (members.Is("reasoning_tokens"u8))
            {
                Thinking = count;
            }
        }
    }
}

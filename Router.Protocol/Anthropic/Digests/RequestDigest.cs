using System.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Digests;

/// <summary>
/// What of a Messages request decides its answer, as SHA-256. Left out are <c>stream</c>, <c>metadata</c>, <c>service_tier</c>, <c>speed</c>,
/// <c>diagnostics</c> and <c>fallback_credit_token</c>, cache marks, and Claude Code's attribution block. Fields that this version does not know count.
/// </summary>
/// <param name="Full">Over all messages; 32 bytes.</param>
/// <param name="LastTurn">Over the last turn in place of all messages; null where earlier turns must count: a tool was called, or the last turn holds a result.</param>
public sealed record RequestDigest(ReadOnlyMemory<byte> Full, ReadOnlyMemory<byte>? LastTurn)
{
    private const byte Name = (byte)'n';
    private const byte Value = (byte)'v';
    private const byte AllMessages = (byte)'a';
    private const byte OneTurn = (byte)'l';

    /// <summary>Reads a request in one pass.</summary>
    /// <param name="body">A body that <see cref="MessageRequestReader"/> took.</param>
    /// <returns>Null where nobody can say what counts: a field of the body stands there twice, or has a name that can't be read.</returns>
    public static RequestDigest? Of(ReadOnlySpan<byte> body)
    {
        using var digest = new DigestWriter();
        var fields = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var messages = new MessageDigests();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.Find(reader) is not { } name || !fields.TryAdd(name, []))
            {
                return null;
            }

            reader.Read();
            if (IsLeftOut(name))
            {
                reader.Skip();
            }
            else if (name == "messages" && reader.TokenType == JsonTokenType.StartArray)
            {
                messages.Read(ref reader, digest);
            }
            else
            {
                Write(name, ref reader, digest);
                fields[name] = digest.Take();
            }
        }

        ReadOnlyMemory<byte>? lastTurn = null;
        if (messages.MayStandAlone)
        {
            Write(fields, digest);
            digest.Write(OneTurn);
            messages.WriteLastTurn(digest);
            lastTurn = digest.Take();
        }

        Write(fields, digest);
        digest.Write(AllMessages);
        messages.WriteAll(digest);
        return new RequestDigest(digest.Take(), lastTurn);
    }

    private static bool IsLeftOut(string name) => name is "stream" or "metadata" or "service_tier" or "speed" or "diagnostics" or "fallback_credit_token" or "cache_control";

    private static void Write(string name, ref Utf8JsonReader reader, DigestWriter digest)
    {
        if (name is "system" or "tools")
        {
            BlockDigest.WriteList(ref reader, digest, isSystem: name == "system");
        }
        else
        {
            ValueDigest.Write(ref reader, digest);
        }
    }

    /// <summary>The order of the body's fields does not count.</summary>
    private static void Write(SortedDictionary<string, byte[]> fields, DigestWriter digest)
    {
        foreach ((string name, byte[] value) in fields)
        {
            if (value.Length > 0)
            {
                digest.Write(Name, Encoding.UTF8.GetBytes(name));
                digest.Write(Value, value);
            }
        }
    }
}

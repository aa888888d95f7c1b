using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Which conversation a request belongs to, where no header says so. Claude Code writes it into <c>metadata.user_id</c>, today as JSON
/// (<c>{"device_id":"…","account_uuid":"","session_id":"…"}</c>), earlier as <c>user_…_account_…_session_…</c> (both seen in its requests).
/// </summary>
public static class SessionReader
{
    /// <summary>The longest name of a session; a longer one is told by its hash.</summary>
    public const int Longest = 128;

    private const string OldMark = "_session_";

    /// <summary><c>x-anthropic-billing-header: cc_version=…</c>, the first block of Claude Code's system prompt.</summary>
    private static ReadOnlySpan<byte> BillingBlock => "x-anthropic-billing-header"u8;

    /// <summary>The session that <c>metadata.user_id</c> names; null when there is none.</summary>
    /// <param name="body">A Messages body that <see cref="MessageRequestReader"/> has taken.</param>
    /// <param name="parts">Where its parts stand.</param>
    public static string? NameIn(ReadOnlySpan<byte> body, ImmutableArray<RequestPart> parts)
    {
        foreach (RequestPart part in parts.AsSpan())
        {
            if (part.Kind == RequestPartKind.Metadata && UserId(part.In(body)) is { Length: > 0 } user)
            {
                return Short(SessionOf(user));
            }
        }

        return null;
    }

    /// <summary>How the conversation begins: a hash of the system prompt and the first message. Whoever knows these knows it, so it must not be kept as it is.</summary>
    /// <inheritdoc cref="NameIn"/>
    public static string StartOf(ReadOnlySpan<byte> body, ImmutableArray<RequestPart> parts)
    {
        RequestPart system = default, first = default;
        foreach (RequestPart part in parts.AsSpan())
        {
            if (part.Kind == RequestPartKind.System)
            {
                system = part;
            }
            else if (part.Kind == RequestPartKind.Message && first.Length == 0)
            {
                first = part;
            }
        }

        return Start(system.In(body), first.In(body));
    }

    private static string? UserId(ReadOnlySpan<byte> metadata)
    {
        var walk = new MemberWalk(metadata);
        while (walk.IsObject && walk.Next())
        {
            if (walk.Is("user_id"u8) && walk.Kind == JsonTokenType.String)
            {
                var reader = new Utf8JsonReader(metadata.Slice(walk.Start, walk.Length));
                reader.Read();
                return JsonText.Find(reader);
            }
        }

        return null;
    }

    private static string Short(string session) =>
        session.Length <= Longest ? session : Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(session.AsSpan())).AsSpan(0, 16));

    private static string SessionOf(string user)
    {
        int mark = user.LastIndexOf(OldMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            return user[(mark + OldMark.Length)..];
        }

        if (user[0] != '{')
        {
            return user;
        }

        try
        {
            using var document = JsonDocument.Parse(user);
            return document.RootElement.TryGetProperty("session_id", out JsonElement session) && session.ValueKind == JsonValueKind.String && session.GetString() is { Length: > 0 } id
                ? id
                : user;
        }
        catch (JsonException)
        {
            return user; // text that only looks like JSON names its sender all the same
        }
    }

    private static string Start(ReadOnlySpan<byte> system, ReadOnlySpan<byte> first)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendTexts(hash, system);
        AppendTexts(hash, first);
        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Only texts: clients move their cache marks from turn to turn, and the billing block changes with every request.</summary>
    private static void AppendTexts(IncrementalHash hash, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        bool isText = true; // a value that is a text itself
        while (!json.IsEmpty && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && isText && !reader.ValueSpan.StartsWith(BillingBlock))
            {
                hash.AppendData(reader.ValueSpan);
            }

            isText = reader.TokenType == JsonTokenType.PropertyName && (JsonText.Is(reader, "text"u8) || JsonText.Is(reader, "content"u8));
        }
    }
}

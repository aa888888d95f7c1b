using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// A stable name for the user that says nothing about them. Claude Code's <c>metadata.user_id</c> holds the session too; that part is left
/// out, since providers keep their prompt caches apart by this field.
/// <code>{"device_id":"…","account_uuid":"","session_id":"…"}   user_…_account_…_session_…</code>
/// </summary>
internal static class UserHash
{
    private const string SessionMark = "_session_";

    /// <summary>64 hexadecimal digits; null when the request names no user.</summary>
    public static string? Of(JsonElement request)
    {
        string? user = request.Member("metadata"u8).Member("user_id"u8).Text;
        return string.IsNullOrEmpty(user) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(WithoutSession(user))));
    }

    private static string WithoutSession(string user)
    {
        int session = user.LastIndexOf(SessionMark, StringComparison.Ordinal);
        if (session > 0)
        {
            return user[..session];
        }

        if (!user.StartsWith('{'))
        {
            return user;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(EscapedText.Heal(Encoding.UTF8.GetBytes(user)));
            string device = document.RootElement.Member("device_id"u8).Text ?? "";
            string account = document.RootElement.Member("account_uuid"u8).Text ?? "";
            return device.Length + account.Length == 0 ? user : $"{device}/{account}";
        }
        catch (JsonException)
        {
            return user; // any text is a legal user id
        }
    }
}

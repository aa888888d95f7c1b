using System.Globalization;
using Router.Core.Configuration;

namespace Router.Api.Spend;

/// <summary>
/// Public ids of the keys of router.json. What a key has spent is kept under its id, so the id must not change when other keys come or go, nor when
/// the key itself is replaced: it is the user's name and which of the user's keys it is.
/// </summary>
internal static class FileKeyIds
{
    public static string Of(RouterConfig config, ClientKeyConfig key) => string.Create(
        CultureInfo.InvariantCulture, $"router.json#{1 + config.Keys.Count(other => other.Index < key.Index && string.Equals(other.User, key.User, StringComparison.OrdinalIgnoreCase))}:{key.User}");
}

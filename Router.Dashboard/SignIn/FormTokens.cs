using System.Security.Cryptography;
using System.Text;

namespace Router.Dashboard.SignIn;

/// <summary>Antiforgery: each form carries a token that only a page of this gateway for the same session can hold. Nothing is kept; any node checks it.</summary>
internal sealed class FormTokens(DashboardKeys keys)
{
    /// <summary>The name of the field.</summary>
    public const string Field = "form-token";

    /// <summary>The token of a session's forms.</summary>
    /// <param name="subject">The session's id, or before there is one the visitor's.</param>
    public string Of(string subject) => Convert.ToHexStringLower(HMACSHA256.HashData(keys.Forms, Encoding.UTF8.GetBytes(subject)));

    /// <summary>Whether a token is that session's.</summary>
    public bool Check(string subject, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(subject)), Encoding.UTF8.GetBytes(token));
}

using System.Security.Cryptography;

namespace Router.Core.Tenancy;

/// <summary>A key that was just made: the only moment at which its secret exists in plain text.</summary>
/// <param name="Id">The public id, 8 characters.</param>
/// <param name="Secret">The whole key, to be shown once.</param>
public sealed record NewKey(string Id, string Secret)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes a client key: <c>sk-rtr-ID-SECRET</c> with 190 random bits.</summary>
    public static NewKey Client() => Make("sk-rtr");

    /// <summary>Makes an admin key: <c>sk-rtr-admin-ID-SECRET</c>.</summary>
    public static NewKey Admin() => Make("sk-rtr-admin");

    private static NewKey Make(string prefix)
    {
        string id = RandomNumberGenerator.GetString(Alphabet, 8);
        return new NewKey(id, $"{prefix}-{id}-{RandomNumberGenerator.GetString(Alphabet, 32)}");
    }

    /// <summary>The id alone; the secret never gets into a log by accident.</summary>
    public override string ToString() => Id;
}

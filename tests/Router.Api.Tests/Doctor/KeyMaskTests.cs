using Router.Api.Doctor.Probes;
using Router.Api.Upstream;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>Keys are named, never shown.</summary>
public sealed class KeyMaskTests
{
    private static string Of(string reference, string? secret)
    {
        var parsed = SecretReference.ParseCredential(reference);
        var provider = new ProviderConfig { Name = "p", Style = ProviderStyle.Native, BaseUrl = new Uri("http://127.0.0.1:1"), Credentials = [parsed] };
        return KeyMask.Of(provider, new Credential(0, parsed.Kind, "", secret));
    }

    [Theory]
    [InlineData("env:KEY", "sk-ant-api03-abcdefghijklmnop", "env:KEY (sk-ant-…, 29 characters)")]
    [InlineData("file:/run/key", "gsk_abcdefghijklmnopqrstuvwx", "file:/run/key (28 characters)")]
    [InlineData("sk-short-key", "sk-short-key", "the key (12 characters)")]
    [InlineData("abcdefghijklmnop-qrstuvwxyz", "abcdefghijklmnop-qrstuvwxyz", "the key (27 characters)")]
    [InlineData("none", null, "no key")]
    public void Key_IsNamedByWhereItComesFrom(string reference, string? secret, string expected) => Assert.Equal(expected, Of(reference, secret));

    [Theory]
    [InlineData("\"sk-quoted\"", "quotes")]
    [InlineData("sk-one sk-two", "white space")]
    [InlineData("sk-plain", null)]
    public void OddKey_IsRecognised(string secret, string? expected)
    {
        string? oddity = KeyMask.Oddity(new Credential(0, SecretKind.Environment, "", secret));

        Assert.Equal(expected is not null, oddity is not null);
        Assert.Contains(expected ?? "", oddity ?? "", StringComparison.Ordinal);
    }
}

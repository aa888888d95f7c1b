using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using FakeUpstream;
using Router.Api.Doctor.Reach;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>What is wrong with a certificate, in words.</summary>
public sealed class CertificateWordsTests
{
    [Fact]
    public void TrustedCertificate_NeedsNoWords()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();

        Assert.Null(CertificateWords.Of(certificate, chain: null, SslPolicyErrors.None, "localhost", DateTimeOffset.UtcNow));
    }

    [Fact]
    public void OtherName_IsToldWithBoth()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();

        string? words = CertificateWords.Of(certificate, chain: null, SslPolicyErrors.RemoteCertificateNameMismatch, "api.example", DateTimeOffset.UtcNow);

        Assert.Equal("the certificate is for localhost, 127.0.0.1, not for api.example", words);
    }

    [Theory]
    [InlineData(30, "expired on")]
    [InlineData(-30, "is this machine's clock right?")]
    public void WrongTime_IsTold(int days, string expected)
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();

        string? words = CertificateWords.Of(certificate, chain: null, SslPolicyErrors.RemoteCertificateChainErrors, "localhost", DateTimeOffset.UtcNow.AddDays(days));

        Assert.Contains(expected, words, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownIssuer_IsSelfSigned_WhenItSignedItself()
    {
        using X509Certificate2 certificate = TestCertificate.SelfSigned();
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.Build(certificate);

        string? words = CertificateWords.Of(certificate, chain, SslPolicyErrors.RemoteCertificateChainErrors, "localhost", DateTimeOffset.UtcNow);

        Assert.Equal("the certificate is self-signed: nobody whom this machine trusts vouches for it", words);
    }
}

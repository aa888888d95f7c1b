using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Router.Api.Doctor.Reach;

/// <summary>Says in plain words why a certificate is not trusted.</summary>
internal static class CertificateWords
{
    /// <summary>The sentence; null when it is trusted.</summary>
    public static string? Of(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        List<string> reasons = [];
        if (now.UtcDateTime > certificate.NotAfter.ToUniversalTime())
        {
            reasons.Add($"the certificate expired on {certificate.NotAfter:yyyy-MM-dd}");
        }
        else if (now.UtcDateTime < certificate.NotBefore.ToUniversalTime())
        {
            reasons.Add($"the certificate is only valid from {certificate.NotBefore:yyyy-MM-dd} on (is this machine's clock right?)");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"the certificate is for {Names(certificate)}, not for {host}");
        }

        X509ChainStatusFlags flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot) || flags.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            reasons.Add(certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                ? "the certificate is self-signed: nobody whom this machine trusts vouches for it"
                : $"this machine does not know who issued the certificate ({certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)})");
        }

        if (flags.HasFlag(X509ChainStatusFlags.Revoked))
        {
            reasons.Add("the certificate was revoked");
        }

        return reasons.Count > 0 ? string.Join("; ", reasons) : $"the certificate is not trusted ({(flags == X509ChainStatusFlags.NoError ? errors : flags)})";
    }

    private static string Names(X509Certificate2 certificate)
    {
        string[] names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))];
        return names.Length == 0 ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)
            : names.Length > 3 ? $"{string.Join(", ", names.Take(3))} and {names.Length - 3} more" : string.Join(", ", names);
    }
}

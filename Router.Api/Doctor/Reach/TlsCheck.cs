using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;

namespace Router.Api.Doctor.Reach;

/// <summary>Whether a provider's certificate is one that the gateway trusts, checked as its connections check it.</summary>
internal sealed class TlsCheck(TimeProvider clock)
{
    /// <summary>From here on an expiry is worth a word.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public async Task<(Check, bool Trusted)> RunAsync(ProviderConfig provider, Socket socket, CancellationToken cancellation)
    {
        string host = provider.BaseUrl.IdnHost.Trim('[', ']');
        string? trouble = null;
        DateTimeOffset? ends = null;
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true, (_, certificate, chain, errors) =>
        {
            if (certificate is X509Certificate2 known)
            {
                ends = new DateTimeOffset(known.NotAfter.ToUniversalTime(), TimeSpan.Zero);
                trouble = CertificateWords.Of(known, chain, errors, host, clock.GetUtcNow());
            }
            else
            {
                trouble = errors == SslPolicyErrors.None ? null : "the server showed no certificate";
            }

            return errors == SslPolicyErrors.None;
        });
        using var limit = new CancellationTokenSource(provider.Timeouts.Connect, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        string key = $"providers.{provider.Name}.baseUrl";
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, either.Token);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            if (trouble is not null)
            {
                return (Check.Failed(CheckNames.Tls, trouble, $"mend the certificate; one of your own authority is trusted with SSL_CERT_FILE, and the name must be the one in \"{key}\""), false);
            }

            return (Check.Failed(CheckNames.Tls, $"no TLS can be agreed on: {exception.Message}", $"if that port speaks plain HTTP, write http:// in \"{key}\""), false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (Check.Failed(CheckNames.Tls, $"no TLS within {provider.Timeouts.Connect.TotalSeconds:0.#} s", $"if that port speaks plain HTTP, write http:// in \"{key}\""), false);
        }

        string expiry = ends - clock.GetUtcNow() < Soon ? $", the certificate ends on {ends:yyyy-MM-dd}" : "";
        return (Check.Ok(CheckNames.Tls, $"{Version(tls.SslProtocol)}{expiry}"), true);
    }

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => $"{protocol}",
    };
}

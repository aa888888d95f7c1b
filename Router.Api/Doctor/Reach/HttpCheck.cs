using Router.Api.Hosting;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Routing;

namespace Router.Api.Doctor.Reach;

/// <summary>Whether something that speaks HTTP is behind the port, over the product's own connection. Without a credential, so any status will do.</summary>
internal sealed class HttpCheck(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<Check> RunAsync(ProviderClient client, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        Check check = await AskAsync(client, cancellation);
        return check with { Milliseconds = (long)clock.GetElapsedTime(started).TotalMilliseconds };
    }

    private async Task<Check> AskAsync(ProviderClient client, CancellationToken cancellation)
    {
        ProviderConfig provider = client.Config;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.BaseUrl) { Version = System.Net.HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("User-Agent", $"router/{RouterVersion.Text} (doctor)");
        request.Headers.TryAddWithoutValidation(HopMarker.Header, "1");
        CredentialHeaders.AddConfigured(request.Headers, new Target(provider, "")); // those of the provider alone: no model is asked
        string key = $"\"providers.{provider.Name}.baseUrl\"";
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, either.Token);
            int status = (int)response.StatusCode;
            return status is >= 300 and < 400 && response.Headers.Location is { } elsewhere
                ? Check.Ok(CheckNames.Http, $"HTTP/{response.Version} answers {status}, which leads to {Plain(provider.BaseUrl, elsewhere)}; the gateway follows no redirects") with { Hint = $"if messages fail below, write that address in {key}" }
                : Check.Ok(CheckNames.Http, $"HTTP/{response.Version} answers ({status} without a key)");
        }
        catch (Exception exception) when (BrokenAnswer.Causes(exception))
        {
            cancellation.ThrowIfCancellationRequested();
            string words = limit.IsCancellationRequested ? $"no answer within {Patience.TotalSeconds:0} s" : exception.InnerException?.Message ?? exception.Message;
            return Proxy.On(provider.BaseUrl) is { } proxy
                ? Check.Failed(CheckNames.Http, $"no answer through the proxy {proxy}: {words}", "check HTTPS_PROXY and HTTP_PROXY, and name hosts that need no proxy in NO_PROXY")
                : Check.Failed(CheckNames.Http, $"no HTTP there: {words}", $"check that {key} has the right scheme (http or https) and port");
        }
    }

    private static string Plain(Uri baseUrl, Uri location) => new Uri(baseUrl, location).GetLeftPart(UriPartial.Path);
}

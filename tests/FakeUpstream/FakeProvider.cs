using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FakeUpstream;

/// <summary>
/// A scripted provider on a real socket. It answers with the replies that were queued, in order, then with <see cref="Otherwise"/>, and keeps
/// every request as it arrived.
/// </summary>
public sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<Reply> _script = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly Channel<ReceivedRequest> _arrivals = Channel.CreateUnbounded<ReceivedRequest>();
    private int _underWay;

    private FakeProvider(WebApplication web) => _web = web;

    /// <summary>The base URL, without a path.</summary>
    public string BaseUrl => _web.Urls.First();

    /// <summary>What is answered when the script is at its end.</summary>
    public Func<ReceivedRequest, Reply> Otherwise { get; set; } = _ => Reply.Json(500, """{"type":"error","error":{"type":"api_error","message":"The script is at its end."}}""");

    /// <summary>Whether <see cref="Requests"/> is filled; long runs do without.</summary>
    public bool KeepsRequests { get; set; } = true;

    /// <summary>Whether a request's body is read before the answer begins.</summary>
    public bool ReadsBodies { get; set; } = true;

    /// <summary>Requests that are not answered to the end yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public static Task<FakeProvider> StartAsync(params Reply[] script) => StartAsync(certificate: null, script);

    /// <summary>Starts over TLS, with HTTP/2 and HTTP/1.1 on offer, when a certificate is given.</summary>
    public static async Task<FakeProvider> StartAsync(X509Certificate2? certificate, params Reply[] script)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(certificate);
                }
            });
        });
        var provider = new FakeProvider(builder.Build());
        foreach (Reply reply in script)
        {
            provider.Enqueue(reply);
        }

        provider._web.Run(provider.ServeAsync);
        await provider._web.StartAsync();
        return provider;
    }

    public void Enqueue(Reply reply) => _script.Enqueue(reply);

    /// <summary>Returns when the next request has arrived whole.</summary>
    public async Task<ReceivedRequest> NextRequestAsync() => await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _web.StopAsync(now.Token);
        await _web.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        if (ReadsBodies)
        {
            await context.Request.Body.CopyToAsync(body);
        }

        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(gone.SetResult);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(),
            gone.Task)
        {
            Protocol = context.Request.Protocol,
            RawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        };
        if (KeepsRequests)
        {
            _requests.Enqueue(request);
            _arrivals.Writer.TryWrite(request);
        }

        Reply reply = _script.TryDequeue(out Reply? next) ? next : Otherwise(request);
        await reply.PlayAsync(context);
    }
}

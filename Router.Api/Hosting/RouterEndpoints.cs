using Router.Api.Admin.Cache;
using Router.Api.Admin.Routes;
using Router.Api.Auth;
using Router.Api.ChatCompletions;
using Router.Api.CountTokens;
using Router.Api.Errors;
using Router.Api.Health;
using Router.Api.Messages;
using Router.Api.Models;
using Router.Api.Telemetry;
using Router.Api.Usage;
using Router.Dashboard.Hosting;

namespace Router.Api.Hosting;

/// <summary>Maps the front door.</summary>
public static class RouterEndpoints
{
    /// <summary>The way of a request: errors become envelopes, pages of other origins are turned away, then the endpoint.</summary>
    public static WebApplication MapRouter(this WebApplication application)
    {
        application.UseMiddleware<LastAnswers>();
        application.UseMiddleware<ServerSpans>();
        application.UseMiddleware<ErrorBoundary>();
        application.UseMiddleware<ClientAddress>();
        application.UseMiddleware<BrowserGuard>();
        application.UseRouting();
        application.MapMetrics();
        application.MapMessages();
        application.MapChatCompletions();
        application.MapCountTokens();
        application.MapModels();
        application.MapHealth();
        application.MapAdmin();
        application.MapCacheAliases();
        application.MapUsage();
        application.MapDashboard();
        application.UseEndpoints(_ => { });
        return application;
    }
}

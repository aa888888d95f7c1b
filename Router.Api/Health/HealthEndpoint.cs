using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Router.Api.Admin.Providers;
using Router.Api.Answers;
using Router.Api.Auth;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Router.Core.Journal;
using Router.Core.Tenancy;

namespace Router.Api.Health;

/// <summary>
/// GET /alive and /ready (public), /health and /healthz (the status for anyone, details with a key; addresses and errors with the admin key),
/// and the service information at /.
/// </summary>
internal sealed class HealthEndpoint(
    SnapshotHolder holder, ConfigWatcher watcher, ProviderBoard board, IProviderGates gates, ProviderView view, IJournal journal, IServer server, IHostApplicationLifetime lifetime,
    IEnumerable<IOperatorProblem> others, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    public static Task AliveAsync(HttpContext context) => WriteStatusAsync(context, "ok", StatusCodes.Status200OK);

    public Task ReadyAsync(HttpContext context) => lifetime.ApplicationStopping.IsCancellationRequested
        ? WriteStatusAsync(context, "stopping", StatusCodes.Status503ServiceUnavailable)
        : WriteStatusAsync(context, "ready", StatusCodes.Status200OK);

    public async Task HealthAsync(HttpContext context)
    {
        RouterSnapshot snapshot = holder.Current;
        if (Authenticator.Authenticate(context, snapshot, out _) is not { } principal)
        {
            await WriteStatusAsync(context, "ok", StatusCodes.Status200OK);
            return;
        }

        ImmutableArray<KeyValuePair<GateKey, GateStatus>> stand = await gates.ListAsync();
        await JsonAnswer.WriteAsync(context, json => WriteDetails(json, snapshot, principal, stand));
    }

    public Task InfoAsync(HttpContext context)
    {
        bool known = Authenticator.Authenticate(context, holder.Current, out _) is not null;
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("service", "router");
            if (known)
            {
                json.WriteString("version", RouterVersion.Text);
            }

            json.WriteStartObject("endpoints");
            json.WriteString("messages", "POST /v1/messages");
            json.WriteString("countTokens", "POST /v1/messages/count_tokens");
            json.WriteString("models", "GET /v1/models");
            json.WriteString("health", "GET /health");
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    public static Task HelloAsync(HttpContext context)
    {
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static Task WriteStatusAsync(HttpContext context, string status, int code) => JsonAnswer.WriteAsync(
        context,
        json =>
        {
            json.WriteStartObject();
            json.WriteString("status", status);
            json.WriteEndObject();
        },
        code);

    private void WriteDetails(Utf8JsonWriter json, RouterSnapshot snapshot, Principal principal, ImmutableArray<KeyValuePair<GateKey, GateStatus>> stand)
    {
        bool admin = principal.Kind == PrincipalKind.Admin;
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteString("version", RouterVersion.Text);
        json.WriteNumber("uptimeSeconds", (long)clock.GetElapsedTime(_started).TotalSeconds);
        json.WriteStartArray("listening");
        foreach (string address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            json.WriteStringValue(address);
        }

        json.WriteEndArray();
        json.WriteString("configuration", snapshot.Hash.Length > 0 ? snapshot.Hash : "environment");
        json.WriteStartArray("providers");
        foreach (ProviderConfig provider in snapshot.Config.Providers)
        {
            WriteProvider(json, snapshot, provider, stand, admin);
        }

        json.WriteEndArray();
        json.WriteStartObject("mappings");
        foreach (ModelConfig model in snapshot.Config.Models)
        {
            json.WriteString(model.Name, string.Join(", ", snapshot.Routes.Resolve(model.Name)?.Targets ?? []));
        }

        foreach ((string tier, string target) in snapshot.Config.Tiers.Entries())
        {
            json.WriteString($"tiers.{tier}", target);
        }

        json.WriteEndObject();
        if (admin)
        {
            json.WriteStartArray("problems");
            foreach (string problem in (IEnumerable<string>)[.. watcher.Problems.Select(static refused => $"A changed configuration is refused, what was loaded before stays in force: {refused}"), .. new[] { snapshot.SignInProblem, snapshot.KeptKeysProblem }.Concat(others.Select(static other => other.Problem)).OfType<string>()])
            {
                json.WriteStringValue(problem);
            }

            json.WriteEndArray();
            JournalHealth.Write(json, journal.Status);
        }

        json.WriteEndObject();
    }

    private void WriteProvider(Utf8JsonWriter json, RouterSnapshot snapshot, ProviderConfig provider, ImmutableArray<KeyValuePair<GateKey, GateStatus>> stand, bool admin)
    {
        ProviderRecord record = board.Of(provider.Name);
        json.WriteStartObject();
        json.WriteString("name", provider.Name);
        json.WriteString("style", provider.Style switch { ProviderStyle.Native => "native", ProviderStyle.Compatible => "anthropic", _ => "openai" });
        json.WriteBoolean("hasApiKey", snapshot.Providers[provider.Name].Credentials.Any(credential => credential.Kind is not (SecretKind.Client or SecretKind.None)));
        json.WriteString("status", view.StatusOf(provider.Name, stand));
        json.WriteNumber("answers", record.Answers);
        json.WriteNumber("failures", record.Failures);
        if (admin)
        {
            json.WriteString("baseUrl", provider.BaseUrl.AbsoluteUri);
            json.WriteString("lastError", record.LastError);
            json.WriteString("lastFailure", record.LastFailure?.ToString("O"));
        }

        json.WriteEndObject();
    }
}

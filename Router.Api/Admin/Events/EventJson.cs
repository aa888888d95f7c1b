using System.Buffers;
using System.Text.Json;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Providers;
using Router.Api.Admin.Usage;
using Router.Core.AdminContract.Events;
using Router.Core.Spend;

namespace Router.Api.Admin.Events;

/// <summary>An event as a frame of a stream: <c>event: gate</c>, <c>data: {…}</c>. Its text has no line break, since JSON escapes them.</summary>
internal static class EventJson
{
    public static void Write(IBufferWriter<byte> output, AdminEvent happened)
    {
        output.Write("event: "u8);
        output.Write(NameOf(happened));
        output.Write("\ndata: "u8);
        using (var json = new Utf8JsonWriter(output))
        {
            WriteData(json, happened);
        }

        output.Write("\n\n"u8);
    }

    private static ReadOnlySpan<byte> NameOf(AdminEvent happened) => happened switch
    {
        RequestEnded => "request"u8,
        GateChanged => "gate"u8,
        BudgetWarned => "budget"u8,
        AdminActed => "audit"u8,
        _ => "dropped"u8,
    };

    private static void WriteData(Utf8JsonWriter json, AdminEvent happened)
    {
        switch (happened)
        {
            case RequestEnded request:
                RequestJson.Write(json, request.Record);
                break;
            case AdminActed acted:
                AuditRoutes.Write(json, acted.Act);
                break;
            case GateChanged gate:
                Write(json, gate);
                break;
            case BudgetWarned warned:
                Write(json, warned);
                break;
            case EventsDropped dropped:
                json.WriteStartObject();
                json.WriteString("at", dropped.At.ToString("O"));
                json.WriteNumber("count", dropped.Count);
                json.WriteEndObject();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, GateChanged gate)
    {
        json.WriteStartObject();
        json.WriteString("at", gate.At.ToString("O"));
        json.WriteString("provider", gate.Gate.Provider);
        json.WriteString("credential", gate.Gate.Credential);
        json.WriteString("family", gate.Gate.Family);
        json.WriteString("closed", ProviderJson.Word(gate.Closed));
        json.WriteString("opens_at", gate.OpensAt?.ToString("O"));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BudgetWarned warned)
    {
        BudgetStanding standing = warned.Standing;
        json.WriteStartObject();
        json.WriteString("at", warned.At.ToString("O"));
        json.WriteString("tenant", warned.Tenant);
        json.WriteString("of", standing.Node.ToString());
        json.WriteString("per", standing.Budget.Per.ToString().ToLowerInvariant());
        json.WriteNumber("usd", standing.Budget.Amount.Usd);
        json.WriteNumber("spent_usd", standing.Spent.Usd);
        json.WriteNumber("used_percent", standing.Percent);
        json.WriteString("reset", UsageQuestion.Time(standing.Reset));
        json.WriteEndObject();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Api.Spend;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Budgets;

/// <summary>GET /admin/v1/budgets: how everybody stands whom the caller may see, the tenant first, then teams, users and keys. docs/spend.md documents it.</summary>
internal sealed class BudgetEndpoint(ISpendAccounts accounts, EntryDesk desk)
{
    private const int Page = 1000;

    public async Task<RouterError?> ListAsync(AdminCall call)
    {
        if (!EntryList.TryLimit(call, out int limit))
        {
            return RouterError.Of(400, "limit: must be a number from 1 to 1000.");
        }

        if (!TryNode(call.Query("after"), out SpendNode? after))
        {
            return RouterError.Of(400, "after: send the last_id of the answer before, for example user/ann.");
        }

        List<NodeStatus> shown = [];
        bool hasMore = true;
        while (hasMore && shown.Count <= limit)
        {
            ImmutableArray<NodeStatus> page = await accounts.ListAsync(call.Tenant, after, Page);
            foreach (NodeStatus status in page)
            {
                if (call.May(Operation.SeeUsage, await SubjectOfAsync(call, status.Node)))
                {
                    shown.Add(status);
                }
            }

            hasMore = page.Length == Page;
            after = page is [.., var last] ? last.Node : after;
        }

        await WriteAsync(call, [.. shown.Take(limit)], shown.Count > limit);
        return null;
    }

    private static Task WriteAsync(AdminCall call, NodeStatus[] shown, bool hasMore) => JsonAnswer.WriteAsync(call.Context, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (NodeStatus status in shown)
        {
            Write(json, call.Tenant, status);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", hasMore);
        json.WriteString("last_id", shown is [.., var last] ? Name(last.Node) : null);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string tenant, NodeStatus status)
    {
        json.WriteStartObject();
        json.WriteString("type", EntryWords.Of(KindOf(status.Node.Level)));
        json.WriteString("tenant", tenant);
        json.WriteString("id", status.Node.Level == SpendLevel.Tenant ? tenant : status.Node.Name);
        json.WriteStartObject("spent_usd");
        json.WriteNumber("today", status.Day.Usd);
        json.WriteNumber("this_week", status.Week.Usd);
        json.WriteNumber("this_month", status.Month.Usd);
        json.WriteEndObject();
        json.WriteNumber("reserved_usd", status.Reserved.Usd);
        StandingFields.Write(json, [status]);
        json.WriteEndObject();
    }

    private ValueTask<Subject> SubjectOfAsync(AdminCall call, SpendNode node) => node.Level switch
    {
        SpendLevel.Tenant => ValueTask.FromResult(new Subject(call.Tenant)),
        SpendLevel.Team => ValueTask.FromResult(new Subject(call.Tenant, node.Name)),
        SpendLevel.User => desk.SubjectOfUserAsync(call, call.Tenant, node.Name),
        _ => desk.SubjectOfKeyAsync(call, call.Tenant, node.Name),
    };

    private static EntryKind KindOf(SpendLevel level) => level switch
    {
        SpendLevel.Tenant => EntryKind.Tenant,
        SpendLevel.Team => EntryKind.Team,
        SpendLevel.User => EntryKind.User,
        _ => EntryKind.Key,
    };

    private static string Name(SpendNode node) => $"{EntryWords.Of(KindOf(node.Level))}/{node.Name}";

    private static bool TryNode(string? text, out SpendNode? node)
    {
        node = null;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        foreach (SpendLevel level in Enum.GetValues<SpendLevel>())
        {
            if (slash > 0 && text![..slash] == EntryWords.Of(KindOf(level)))
            {
                node = new SpendNode(level, text[(slash + 1)..]);
            }
        }

        return text is null || node is not null;
    }
}

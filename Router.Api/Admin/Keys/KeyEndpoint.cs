using System.Collections.Immutable;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Keys;

/// <summary>/admin/v1/keys. The secret stands in the answer that makes it, and nowhere else.</summary>
internal sealed class KeyEndpoint(EntryDesk desk, EntryFinder finder, KeyIssuer issuer, RestrictedKeys restricted, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        string? id = fields.Text("id");
        string tenant = fields.Text("tenant") ?? call.Tenant;
        string user = fields.Text("user") ?? "";
        KeySettings settings = Read(fields, new KeySettings());
        User? owner = await finder.OwnerAsync(tenant, user);
        var subject = new Subject(tenant, owner?.Settings.Team, user);
        if ((EntryAccess.ForbidManaging(call, EntryKind.Key, subject, owner?.Settings.Role) ?? await restricted.ForbidAsync(call)
            ?? EntryAccess.ForbidLimits(call, fields, subject) ?? fields.Error() ?? EntryDesk.Taken(call, EntryRef.OfUser(tenant, user))) is { } error)
        {
            return error;
        }

        return await AnswerAsync(call, await issuer.CreateAsync(new KeyOrder(tenant, user, settings, id) { By = AuditTrail.RequesterOf(call) }));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        (DirectoryEntry? entry, RouterError? error) = await desk.FindToManageAsync(call, EntryRef.OfKey(call.Id));
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((error ?? await restricted.ForbidAsync(call) ?? badTag) is { } wrong)
        {
            return wrong;
        }

        var key = (ClientKey)entry!;
        KeySettings settings = Read(fields, key.Settings);
        User? owner = await finder.OwnerAsync(key.Tenant, key.User);
        return EntryAccess.ForbidLimits(call, fields, EntryAccess.SubjectOf(key, owner)) ?? fields.Error() ?? await desk.RunAsync(call, new ChangeKey(key.Id, settings, version));
    }

    /// <summary>A new secret; the old one opens for <c>overlap</c> more (default a day, <c>0s</c> ends it at once).</summary>
    public async Task<RouterError?> RotateAsync(AdminCall call, AdminFields fields)
    {
        (DirectoryEntry? entry, RouterError? error) = await desk.FindToManageAsync(call, EntryRef.OfKey(call.Id));
        TimeSpan overlap = fields.Duration("overlap") ?? UsualOverlap;
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((error ?? await restricted.ForbidAsync(call) ?? fields.Error() ?? badTag) is { } wrong)
        {
            return wrong;
        }

        return await AnswerAsync(call, await issuer.RotateAsync(entry!.Id, clock.GetUtcNow() + overlap, version, AuditTrail.RequesterOf(call)));
    }

    private async Task<RouterError?> AnswerAsync(AdminCall call, IssuedKey issued)
    {
        audit.Tell(issued.Answer);
        if (EntryDesk.Refused(issued.Answer) is { } error)
        {
            return error;
        }

        call.Context.Response.Headers.ETag = issued.Answer.Entry!.ETag;
        call.Context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.WriteAsync(
            call.Context,
            json =>
            {
                json.WriteStartObject();
                EntryView.WriteMembers(json, issued.Answer.Entry);
                json.WriteString("secret", issued.Secret?.Secret);
                json.WriteEndObject();
            },
            EntryDesk.StatusOf(issued.Answer));
        return null;
    }

    private static KeySettings Read(AdminFields fields, KeySettings present)
    {
        (string? name, DateTimeOffset? expires) = (fields.Text("name"), fields.Time("expires_at"));
        (ImmutableArray<string>? models, ImmutableArray<string>? providers, ImmutableArray<string>? networks) = (fields.Texts("models"), fields.Texts("providers"), fields.Texts("networks"));
        (var limits, var budget) = (fields.Limits("limits"), fields.Budget("budget"));
        KeyRules rules = present.Rules;
        return new KeySettings
        {
            Name = fields.Has("name") ? name : present.Name,
            Expires = fields.Has("expires_at") ? expires : present.Expires,
            Rules = new KeyRules
            {
                Models = models ?? rules.Models,
                Providers = providers ?? rules.Providers,
                Networks = networks ?? rules.Networks,
                Limits = fields.Has("limits") ? limits : rules.Limits,
                Budget = fields.Has("budget") ? budget : rules.Budget,
            },
        };
    }
}

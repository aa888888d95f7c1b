using Router.Api.Admin.Calls;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>Answers with what came of an act: the entry and its tag, 201 for a new one.</summary>
internal static class EntryAnswers
{
    /// <summary>Answers with the entry.</summary>
    public static Task<RouterError?> EntryAsync(this AdminCall call, AdminResult<EntryOutcome> result) => AnswerAsync(call, result, withSecret: false);

    /// <summary>Answers with a key and its secret, which is null when the same was ordered before.</summary>
    public static Task<RouterError?> NewKeyAsync(this AdminCall call, AdminResult<EntryOutcome> result) => AnswerAsync(call, result, withSecret: true);

    private static async Task<RouterError?> AnswerAsync(AdminCall call, AdminResult<EntryOutcome> result, bool withSecret)
    {
        if (result.Value is not { } outcome)
        {
            return AdminErrors.Of(result.Problem!);
        }

        call.Context.Response.Headers.ETag = outcome.Entry.ETag;
        if (withSecret)
        {
            call.Context.Response.Headers.CacheControl = "no-store";
        }

        int status = outcome.Change == DirectoryChange.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await JsonAnswer.WriteAsync(
            call.Context,
            json =>
            {
                json.WriteStartObject();
                EntryView.WriteMembers(json, outcome.Entry);
                if (withSecret)
                {
                    json.WriteString("secret", outcome.Secret?.Secret);
                }

                json.WriteEndObject();
            },
            status);
        return null;
    }
}

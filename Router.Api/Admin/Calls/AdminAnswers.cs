using System.Text.Json;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.AdminContract;

namespace Router.Api.Admin.Calls;

/// <summary>Answers with what <see cref="IAdminApi"/> said.</summary>
internal static class AdminAnswers
{
    public static async Task<RouterError?> AnswerAsync<T>(this AdminCall call, AdminResult<T> result, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (result.Problem is { } problem)
        {
            return AdminErrors.Of(problem);
        }

        await JsonAnswer.WriteAsync(call.Context, json => write(json, result.Value!));
        return null;
    }

    public static Task<RouterError?> AnswerAsync<T>(this AdminCall call, AdminResult<AdminPage<T>> result, Action<Utf8JsonWriter, T> write) => call.AnswerAsync(result, (json, page) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (T item in page.Items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", page.HasMore);
        json.WriteString("last_id", page.LastId);
        json.WriteEndObject();
    });
}

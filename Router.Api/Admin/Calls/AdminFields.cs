using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration;
using Router.Core.Configuration.Reading;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Calls;

/// <summary>The fields of a JSON body. Reading one that holds what it must not is a problem; so is one that nobody reads. All are told at once.</summary>
internal sealed class AdminFields(JsonElement root)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>An endpoint with the fields of a JSON body.</summary>
    public static Func<AdminCall, Task<RouterError?>> Reading(Func<AdminCall, AdminFields, Task<RouterError?>> endpoint) => async call =>
    {
        (AdminFields? fields, RouterError? error) = await ReadAsync(call.Context);
        return fields is null ? error : await endpoint(call, fields);
    };

    /// <summary>Reads the body; an empty one has no fields.</summary>
    public static async Task<(AdminFields? Fields, RouterError? Error)> ReadAsync(HttpContext context)
    {
        (PooledBody? body, RouterError? error) = await BodyReader.ReadAsync(context.Request, context.RequestAborted);
        using (body)
        {
            if (body is null)
            {
                return (null, error);
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(body.Bytes.Span.Trim(" \t\r\n"u8).IsEmpty ? "{}"u8.ToArray() : body.Bytes);
                return document.RootElement.ValueKind == JsonValueKind.Object
                    ? (new AdminFields(document.RootElement.Clone()), null)
                    : (null, RouterError.Of(400, "The body must be a JSON object."));
            }
            catch (JsonException)
            {
                return (null, RouterError.Of(400, "The body is not valid JSON; send an object."));
            }
        }
    }

    /// <summary>Whether the field is there, be it null.</summary>
    public bool Has(string name) => root.TryGetProperty(name, out _);

    /// <summary>A field that may be left as it is, or be taken away by null.</summary>
    public Given<T> Given<T>(string name, Func<string, T> read) => read(name) is var value && Has(name) ? new Given<T>(value) : default;

    /// <summary>A name that may be left as it is; nothing can be without one, so null is as wrong as an empty one.</summary>
    public string? Name(string name) => Text(name) is var text && Has(name) ? text ?? "" : null;

    public string? Text(string name) => Read(name, "text", static value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The field.</param>
    /// <param name="what">What it holds, in words.</param>
    public string Needed(string name, string what)
    {
        string? text = Text(name);
        if (!Has(name) || root.GetProperty(name).ValueKind == JsonValueKind.Null || text is { Length: 0 })
        {
            _problems.Add($"{name}: is missing; it must hold {what}.");
        }

        return text ?? "";
    }

    public bool? Flag(string name) => ReadKept(name, "true or false", static value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : (bool?)null);

    public DateTimeOffset? Time(string name) => Read(name, "a time such as \"2027-01-31T00:00:00Z\"", static value =>
        value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : (DateTimeOffset?)null);

    public TimeSpan? Duration(string name) => Read(name, "a duration such as \"24h\" or \"7d\"", static value =>
        value.ValueKind == JsonValueKind.String && DurationText.TryParse(value.GetString()!, out TimeSpan duration) ? duration : (TimeSpan?)null);

    public Role? Role(string name) => ReadKept(name, "viewer, member, manager or admin", static value =>
        value.ValueKind == JsonValueKind.String && Enum.TryParse(value.GetString(), ignoreCase: true, out Role role) && Enum.IsDefined(role) && !char.IsAsciiDigit(value.GetString()![0]) ? role : (Role?)null);

    public ImmutableArray<string>? Texts(string name) => ReadKept(name, "a list of texts", static value =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : (ImmutableArray<string>?)null);

    public ProviderLimits? Limits(string name) => Within(name, "an object with requests_per_minute, tokens_per_minute and concurrency", static fields =>
        new ProviderLimits(fields.Number("requests_per_minute"), fields.Number("tokens_per_minute"), fields.Number("concurrency")));

    public BudgetConfig? Budget(string name) => Within(name, "an object such as {\"usd\": 50, \"per\": \"month\"}", static fields =>
        new BudgetConfig(fields.Amount("usd") ?? 0, fields.Text("per") ?? "", (int?)fields.Number("soft_at", int.MaxValue)));

    public decimal? Amount(string name) => Read(name, "a number", static value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) ? number : (decimal?)null);

    /// <summary>What is wrong with the body; null when nothing is. Asked once everything was read.</summary>
    public RouterError? Error()
    {
        string[] all = [.. Problems("")];
        return all.Length == 0 ? null : RouterError.Of(400, string.Join(" ", all));
    }

    private IEnumerable<string> Problems(string path) => _problems
        .Concat(root.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => $"{Named(same.Key)}: is given twice; give it once."))
        .Concat(root.EnumerateObject().DistinctBy(member => member.Name, StringComparer.Ordinal).Where(member => !_read.Contains(member.Name)).Select(member => $"{Named(member.Name)}: is not known here; it takes {string.Join(", ", _read)}."))
        .Select(problem => path + problem);

    /// <summary>A name that a client sent, as far as it is fit to be told.</summary>
    public static string Named(string name) => name.Length <= 40 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? name : "a field";

    private long? Number(string name, long most = long.MaxValue) => Read(
        name, "a whole number", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number <= most ? number : (long?)null);

    private T? Within<T>(string name, string shape, Func<AdminFields, T> read)
        where T : class => Read(name, shape, value =>
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var fields = new AdminFields(value);
            T result = read(fields);
            _problems.AddRange(fields.Problems($"{name}."));
            return result;
        });

    /// <summary>A field that can't be taken away: null is as wrong as anything else that it must not hold.</summary>
    private T? ReadKept<T>(string name, string shape, Func<JsonElement, T?> read)
    {
        if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Null)
        {
            _read.Add(name);
            _problems.Add($"{name}: must be {shape}; leave it out to leave it as it is.");
            return default;
        }

        return Read(name, shape, read);
    }

    private T? Read<T>(string name, string shape, Func<JsonElement, T?> read)
    {
        _read.Add(name);
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        T? result = read(value);
        if (result is null)
        {
            _problems.Add($"{name}: must be {shape}.");
        }

        return result;
    }
}

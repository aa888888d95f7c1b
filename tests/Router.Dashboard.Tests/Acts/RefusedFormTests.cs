using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Acts;

/// <summary>A form that was refused stands on its page again: what was typed is kept, and each reason stands at its field.</summary>
public sealed partial class RefusedFormTests
{
    private const string Members = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"] } } """;

    // Names of the admin API's fields, headers and parameters.
    private static readonly string[] ApiWords = ["If-Match", "if-match", "expires_at", "budget.usd", "limits.requests", "models[", "user=", "tenant=.", "idempotency", "GET /"];

    [Theory]
    [InlineData("people", "create-user", "id", "Id: Must be 1 to 64 letters", "id=ann smith", "name=Ann Smith", "team=", "role=viewer")]
    [InlineData("people", "create-user", "id", "stands in router.json", "id=alice", "name=Alice", "team=", "role=member")]
    [InlineData("people", "create-team", "id", "is taken", "id=core", "name=Another")]
    [InlineData("people", "create-tenant", "multiplier", "Times the price: Use a number from 0 to 1000", "id=acme", "name=Acme", "multiplier=many")]
    [InlineData("people", "budget", "usd", "Budget: Use an amount above 0", "usd=much", "per=week", "soft=", "requests=", "tokens=", "concurrency=")]
    [InlineData("people", "budget", "usd", "for no budget leave it and the percentage empty", "usd=", "per=week", "soft=80", "requests=", "tokens=", "concurrency=")]
    [InlineData("people", "budget", "requests", "Requests a minute: Use a whole number from 1", "usd=5", "per=week", "soft=", "requests=ten", "tokens=", "concurrency=")]
    [InlineData("people/users/ann", "create-key", "expires", "Last day: Choose a day from today on", "name=laptop", "expires=2001-02-03", "models=", "providers=", "networks=")]
    [InlineData("people/users/ann", "create-key", "expires", "Last day: Choose a day from today on", "name=laptop", "expires=soon", "models=", "providers=", "networks=")]
    [InlineData("people/users/ann", "create-key", "models", "Models: No model here is called so; there are claude-test", "name=laptop", "expires=", "models=gpt-tset", "providers=", "networks=")]
    [InlineData("people/users/ann", "create-key", "networks", "Networks: ", "name=laptop", "expires=", "models=", "providers=", "networks=10.0.0.300")]
    [InlineData("people/users/ann", "change-user", "name", "is taken", "name=Ben", "team=", "role=member")]
    [InlineData("people/users/ann", "change-user", "role", "Role: Choose viewer", "name=Annette", "team=", "role=emperor")]
    [InlineData("vault", "put-secret", "secret", "too short to be a provider", "name=main", "provider=demo", "user=", "secret=short")]
    [InlineData("vault", "put-secret", "user", "User: No user", "name=main", "provider=demo", "user=nobody", "secret=sk-some-secret-of-a-provider")]
    [InlineData("vault", "put-secret", "name", "Name: Must be 1 to 64", "name=no/name", "provider=demo", "user=", "secret=sk-some-secret-of-a-provider")]
    public async Task RefusedForm_KeepsWhatWasTyped_AndSaysTheReasonAtItsField(string path, string act, string field, string reason, params string[] typed)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        await MakeAsync(browser);
        (string Name, string Value)[] fields = [.. typed.Select(text => text.Split('=', 2)).Select(pair => (pair[0], pair[1]))];

        using HttpResponseMessage refused = await browser.PostAsync($"do/{act}", [.. DashboardBrowser.HiddenOf(await browser.TextAsync(path), $"do/{act}"), .. fields]);
        string page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Contains(refused.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict });
        string form = Form().Matches(page).Select(match => match.Value).First(text => text.Contains($"do/{act}\"", StringComparison.Ordinal));
        Assert.Contains($"id=\"why-{field}\"", form, StringComparison.Ordinal);
        Assert.Matches($"name=\"{field}\"[^>]*aria-invalid=\"true\"", form);
        Assert.Contains(reason, Alert().Match(page).Value, StringComparison.Ordinal);
        Assert.All(fields.Where(one => one.Name != "secret" && one.Value.Length > 0), one => Assert.Matches(Holds(one.Name, one.Value), form));
        Assert.All(ApiWords, word => Assert.DoesNotContain(word, Alert().Match(page).Value, StringComparison.Ordinal));
        Assert.DoesNotContain("sk-some-secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"short\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormThatIsStale_KeepsWhatWasTyped_AndSaysWhatTheOtherMadeOfIt()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        await MakeAsync(browser);
        (string, string)[] drawn = DashboardBrowser.HiddenOf(await browser.TextAsync("people/users/ann"), "do/change-user");
        using HttpResponseMessage others = await browser.SubmitAsync("people", "do/change-user", ("id", "ann"), ("name", "Anna"));

        using HttpResponseMessage stale = await browser.PostAsync("do/change-user", [.. drawn, ("name", "Annette"), ("team", ""), ("role", "member")]);
        string page = WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync());

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], [others.StatusCode, stale.StatusCode]);
        Assert.Contains("Somebody else changed it", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Annette\"", page, StringComparison.Ordinal);
        Assert.Contains("Now it is: Anna", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people/users/ann", "suspend", "user", "ann")]
    [InlineData("people/users/ann", "end", "user", "ann")]
    [InlineData("people/teams/core", "end", "team", "core")]
    public async Task Closing_OfWhatAnotherChangedMeanwhile_DoesNothing(string path, string act, string kind, string id)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        await MakeAsync(browser);
        (string, string)[] drawn = DashboardBrowser.HiddenOf(await browser.TextAsync(path), $"do/{act}");
        using HttpResponseMessage others = await browser.SubmitAsync("people", "do/budget", ("kind", kind), ("id", id), ("usd", "5"), ("per", "day"));

        using HttpResponseMessage stale = await browser.PostAsync($"do/{act}", drawn);
        string page = await browser.TextAsync(path);

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], [others.StatusCode, stale.StatusCode]);
        Assert.DoesNotContain(">suspended<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">deleted<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VaultsName_ThatIsInUse_IsNotOverwritten()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using DashboardBrowser browser = await DashboardBrowser.SignedInAsync(gateway);
        (string, string)[] drawn = [.. DashboardBrowser.HiddenOf(await browser.TextAsync("vault"), "do/put-secret"), ("name", "main"), ("provider", "demo")];

        using HttpResponseMessage first = await browser.PostAsync("do/put-secret", [.. drawn, ("secret", "sk-the-first-secret-AAAA")]);
        using HttpResponseMessage second = await browser.PostAsync("do/put-secret", [.. drawn, ("secret", "sk-the-second-secret-BBBB")]);
        string page = await second.Content.ReadAsStringAsync();

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], [first.StatusCode, second.StatusCode]);
        Assert.Contains("This name is in use", page, StringComparison.Ordinal);
        Assert.Contains("AAAA", page, StringComparison.Ordinal);
        Assert.DoesNotContain("BBBB", page, StringComparison.Ordinal);
    }

    private static async Task MakeAsync(DashboardBrowser browser)
    {
        using HttpResponseMessage team = await browser.SubmitAsync("people", "do/create-team", ("id", "core"), ("name", "Core"));
        using HttpResponseMessage ann = await browser.SubmitAsync("people", "do/create-user", ("id", "ann"));
        using HttpResponseMessage ben = await browser.SubmitAsync("people", "do/create-user", ("id", "ben"), ("name", "Ben"));
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], [team.StatusCode, ann.StatusCode, ben.StatusCode]);
    }

    /// <summary>A field that holds a value, or a choice of it; a role that no list has can't be chosen again.</summary>
    private static string Holds(string name, string value) => value == "emperor"
        ? "name=\"role\""
        : $"name=\"{name}\"[^>]* value=\"{Regex.Escape(value)}\"|name=\"{name}\"(?:(?!</select>)[\\s\\S])*<option value=\"{Regex.Escape(value)}\" selected";

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("role=\"alert\".*?</div>", RegexOptions.Singleline, 1000)]
    private static partial Regex Alert();
}

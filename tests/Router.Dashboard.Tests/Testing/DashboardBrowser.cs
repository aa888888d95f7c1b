using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;

namespace Router.Dashboard.Tests.Testing;

/// <summary>A browser without a script: it keeps cookies, fills forms and does not follow where it is led unless told.</summary>
public sealed partial class DashboardBrowser : IDisposable
{
    private readonly HttpClient _client;

    public DashboardBrowser(string root)
    {
        Cookies = new CookieContainer();
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(root), Timeout = TimeSpan.FromSeconds(60) };
    }

    public DashboardBrowser(TestGateway gateway)
        : this(gateway.Address + "/dashboard/")
    {
    }

    /// <summary>A browser behind a reverse proxy that tells its address.</summary>
    public DashboardBrowser(TestGateway gateway, string address)
        : this(gateway) => _client.DefaultRequestHeaders.Add("X-Forwarded-For", address);

    public CookieContainer Cookies { get; }

    public Uri Root => _client.BaseAddress!;

    /// <summary>A browser that has signed in.</summary>
    public static async Task<DashboardBrowser> SignedInAsync(TestGateway gateway, string key = TestGateway.AdminKey)
    {
        var browser = new DashboardBrowser(gateway);
        using HttpResponseMessage answer = await browser.SignInAsync(key);
        return answer.StatusCode == HttpStatusCode.SeeOther ? browser : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> SignInAsync(string key, string back = "")
    {
        string page = await TextAsync("sign-in");
        return await PostAsync("sign-in", ("form-token", TokenOf(page)), ("key", key), ("back", back));
    }

    public Task<HttpResponseMessage> GetAsync(string address) => _client.GetAsync(address);

    /// <summary>Returns once the headers are there.</summary>
    public Task<HttpResponseMessage> StreamAsync(string address, CancellationToken cancellation) => _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);

    /// <summary>The text of an answer, whatever its status.</summary>
    public async Task<string> TextAsync(string address)
    {
        using HttpResponseMessage answer = await GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        _client.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Sends a form as a page of the dashboard has it.</summary>
    /// <param name="page">Where the form is.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string address, params (string Name, string Value)[] fields) =>
        await PostAsync(address, [("form-token", TokenOf(await TextAsync(page))), .. fields]);

    public static string TokenOf(string page) => Token().Match(page).Groups["token"].Value;

    /// <summary>The hidden fields of a form as a page has it.</summary>
    /// <param name="page">The page's text.</param>
    /// <param name="address">How the form's address ends, such as <c>do/budget</c>.</param>
    public static (string Name, string Value)[] HiddenOf(string page, string address)
    {
        string form = Form().Matches(page).Select(match => match.Value).First(text => text[..text.IndexOf('>', StringComparison.Ordinal)].Contains($"{address}\"", StringComparison.Ordinal));
        return [.. Hidden().Matches(form).Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))];
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"form-token\" value=\"(?<token>[0-9a-f]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}

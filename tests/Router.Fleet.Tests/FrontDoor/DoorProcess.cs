using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A whole node, as it is deployed: the published program in a process of its own, configured by a file and the environment.</summary>
internal sealed class DoorProcess : IDisposable
{
    public const string AdminKey = "admin-key-of-a-test";
    public const string Key = "alice-key-of-a-test";

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private DoorProcess(Process process, string address)
    {
        (_process, Address) = (process, address);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Address { get; }

    public HttpClient Client { get; }

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    /// <summary>What it said on its standard output and error.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts a node, and waits until it is ready.</summary>
    /// <param name="redis">Where Redis is.</param>
    /// <param name="config">The path of router.json.</param>
    /// <param name="state">The state folder, which nodes may share.</param>
    /// <param name="environment">More environment variables.</param>
    public static async Task<DoorProcess> StartAsync(string redis, string config, string state, params (string Name, string Value)[] environment)
    {
        DoorProcess node = Launch(redis, config, state, environment);
        try
        {
            await node.ReadyAsync();
            return node;
        }
        catch
        {
            node.Dispose(); // or it would outlive the test
            throw;
        }
    }

    /// <summary>Starts a node.</summary>
    public static DoorProcess Launch(string redis, string config, string state, params (string Name, string Value)[] environment)
    {
        string address = environment.FirstOrDefault(static variable => variable.Name == "ROUTER_LISTEN").Value ?? $"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}";
        (string Name, string Value)[] all =
        [
            ("ROUTER_CONFIG", config), ("ROUTER_STATE", state), ("ROUTER_LISTEN", address), ("ROUTER_ADMIN_KEY", AdminKey), ("ROUTER_MASTER_KEY", "a master key of a test, long enough"),
            ("ConnectionStrings__state", redis), ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1"),
            ("Orleans__Endpoints__SiloPort", $"{FreePort.Next()}"), ("Orleans__Endpoints__GatewayPort", $"{FreePort.Next()}"), ("Fleet__DrainWait", "00:00:01"),
        ];
        return Start(Path.Combine(AppContext.BaseDirectory, "Router.Fleet.dll"), address, all.Concat(environment).Select(static variable => KeyValuePair.Create(variable.Name, variable.Value)));
    }

    /// <summary>Starts a node.</summary>
    /// <param name="program">The path of Router.Fleet.dll.</param>
    /// <param name="address">Where it will listen, by what the environment says.</param>
    /// <param name="environment">All that it is told.</param>
    public static DoorProcess Start(string program, string address, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new DoorProcess(Process.Start(start)!, address);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public Task ReadyAsync() => Until.Async(
        async () =>
        {
            Assert.False(_process.HasExited, $"the node has ended: {Said}");
            return await StatusAsync("/ready");
        },
        status => status == HttpStatusCode.OK,
        seconds: 60);

    /// <summary>What a path answers; null while nobody does.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using HttpResponseMessage answer = await Client.GetAsync(path);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Sends a message, and returns once the headers of its answer are there.</summary>
    public Task<HttpResponseMessage> PostAsync(string key = Key, string model = "claude-test", bool stream = false, string text = "Hi") => SendAsync(
        HttpMethod.Post, "/v1/messages", key,
        $$"""{"model":"{{model}}","max_tokens":1024,"messages":[{"role":"user","content":"{{text}}"}],"stream":{{(stream ? "true" : "false")}}}""");

    /// <summary>Sends a message.</summary>
    public async Task<HttpStatusCode> MessageAsync(string key = Key, string model = "claude-test")
    {
        using HttpResponseMessage answer = await PostAsync(key, model);
        await answer.Content.ReadAsStringAsync();
        return answer.StatusCode;
    }

    /// <summary>Puts a configuration, and tells status, body and entity tag.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Body, string? Tag)> PushAsync(string config, string? match = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/admin/v1/config") { Content = new StringContent(config, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-api-key", AdminKey);
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        using HttpResponseMessage answer = await Client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers.ETag?.Tag);
    }

    /// <summary>Asks the admin API, which must answer with success.</summary>
    public async Task<JsonNode> AdminAsync(HttpMethod method, string path, string? body = null)
    {
        using HttpResponseMessage answer = await SendAsync(method, $"/admin/v1/{path}", AdminKey, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks the admin API, whatever it answers.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string path) => SendAsync(method, $"/admin/v1/{path}", AdminKey, body: null);

    /// <summary>What an admin reads at /health.</summary>
    public async Task<string> HealthAsync()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/health", AdminKey, body: null);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>Reads from the admin API; null while what it needs is out of reach.</summary>
    public async Task<JsonNode?> TryReadAsync(string path)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, $"/admin/v1/{path}", AdminKey, body: null);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {(int)answer.StatusCode} {text}");
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text) : null;
    }

    /// <summary>Asks for live events, and returns once the headers are there.</summary>
    public Task<HttpResponseMessage> ListenAsync() => SendAsync(HttpMethod.Get, "/admin/v1/events", AdminKey, body: null);

    /// <summary>Sends a signal: TERM, KILL.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    public Task EndAsync(int seconds) => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key, string? body)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-api-key", key);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }
}

using FakeUpstream;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Chat;

/// <summary>A gateway in front of strict providers, each behind a model name of its own.</summary>
internal sealed class StrictHouse : IAsyncDisposable
{
    private readonly Dictionary<string, FakeProvider> _providers = new(StringComparer.Ordinal);

    private StrictHouse()
    {
    }

    public required TestGateway Gateway { get; init; }

    /// <summary>The provider behind a model name.</summary>
    public FakeProvider this[string model] => _providers[model];

    public static async Task<StrictHouse> StartAsync(
        (string Model, Func<ReceivedRequest, Reply> Answer, string Provider)[] everyone, IReadOnlyDictionary<string, string> names, string members = "", TestFolder? folder = null)
    {
        Dictionary<string, FakeProvider> providers = new(StringComparer.Ordinal);
        foreach ((string model, Func<ReceivedRequest, Reply> answer, _) in everyone)
        {
            providers[model] = await FakeProvider.StartAsync();
            providers[model].Otherwise = answer;
        }

        string entries = string.Join(',', everyone.Select(one => $$""" "p-{{one.Model}}": { {{one.Provider}}, "baseUrl": "{{providers[one.Model].BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 } """));
        string models = string.Join(',', everyone.Select(one => $$""" "{{one.Model}}": { "targets": ["p-{{one.Model}}/{{names[one.Model]}}"] } """));
        string config = $$""" "providers": { {{entries}} }, "models": { {{models}} }{{members}} """;
        folder ??= new TestFolder();
        folder.Write("router.json", TestGateway.Config(config));
        var house = new StrictHouse { Gateway = await TestGateway.StartInAsync(folder) };
        foreach ((string model, FakeProvider provider) in providers)
        {
            house._providers.Add(model, provider);
        }

        return house;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (FakeProvider provider in _providers.Values)
        {
            await provider.DisposeAsync();
        }
    }
}

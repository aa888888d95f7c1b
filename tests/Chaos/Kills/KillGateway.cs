namespace Chaos.Kills;

/// <summary>What stands in the router.json of a gateway that is killed.</summary>
public static class KillGateway
{
    public const string AdminKey = "kill-admin-key";

    /// <summary>Whose keys the admin makes.</summary>
    public const string User = "maker";

    /// <summary>The file's keys: of a budget that has room, of one that is soon used up, of none.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["kill-roomy-key", "kill-tight-key", "kill-free-key"];

    public static string Config(string provider) =>
        $$"""
        {
          "keys": [
            { "key": "{{Keys[0]}}", "user": "roomy", "budget": { "usd": 1000000, "per": "month" } },
            { "key": "{{Keys[1]}}", "user": "tight", "budget": { "usd": 20, "per": "month" } },
            { "key": "{{Keys[2]}}", "user": "free" }
          ],
          "admin": { "key": "{{AdminKey}}" },
          "providers": { "a": { "style": "native", "baseUrl": "{{provider}}", "credentials": ["kill-upstream-secret"], "retries": 1 } },
          "models": { "kill-model": { "targets": ["a/m"], "price": { "input": 10, "output": 100 } } }
        }
        """;

    public static string Body(string session, bool streams) =>
        $$"""{"model":"kill-model","max_tokens":1024,"messages":[{"role":"user","content":"{{KillProvider.TextOf(session)}}"}],"stream":{{(streams ? "true" : "false")}}}""";
}

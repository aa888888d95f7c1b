using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>What a key of router.json has spent is kept under its id.</summary>
public sealed class FileKeyIdTests
{
    private const string Theirs = """{ "key": "key-of-acme", "user": "alice", "tenant": "acme" }""";
    private const string First = $$"""{ "key": "{{TestGateway.Key}}", "user": "Alice" }""";
    private const string Second = """{ "key": "second-key", "user": "alice" }""";
    private const string Bobs = """{ "key": "key-of-bob", "user": "bob" }""";

    [Fact]
    public async Task Id_IsWhichOfTheUsersKeysItIs_WhateverStandsBetween()
    {
        using var folder = new TestFolder { Keep = true };
        await WithAsync([First, Second], async gateway => Assert.Equal(["router.json#1:Alice", "router.json#2:alice"], [await IdAsync(gateway, TestGateway.Key), await IdAsync(gateway, "second-key")]));
        await WithAsync([Bobs, Theirs, First, Theirs.Replace("key-of-acme", "more-of-acme", StringComparison.Ordinal), Second], async gateway =>
        {
            Assert.Equal(["router.json#1:Alice", "router.json#2:alice", "router.json#1:bob"], [await IdAsync(gateway, TestGateway.Key), await IdAsync(gateway, "second-key"), await IdAsync(gateway, "key-of-bob")]);
            Assert.Equal(["router.json#1@acme:alice", "router.json#2@acme:alice"], [await IdAsync(gateway, "key-of-acme"), await IdAsync(gateway, "more-of-acme")]);

            // An id names one key, whoever asks for it.
            JsonNode key = await gateway.DoneAsync($"GET keys/{WebUtility.UrlEncode("router.json#2@acme:alice")}");
            Assert.Equal(("acme", "alice"), ((string?)key["tenant"], (string?)key["user"]));
            Assert.Equal("default", (string?)(await gateway.DoneAsync($"GET keys/{WebUtility.UrlEncode("router.json#2:alice")}"))["tenant"]);
        });
        folder.Keep = false;

        async Task WithAsync(string[] keys, Func<TestGateway, Task> ask)
        {
            folder.Write("router.json", $$"""{ "keys": [ {{string.Join(", ", keys)}} ], "admin": { "key": "{{TestGateway.AdminKey}}" }, {{TestGateway.Providers("http://127.0.0.1:1")}} }""");
            await using TestGateway gateway = await TestGateway.StartInAsync(folder);
            await ask(gateway);
        }
    }

    private static async Task<string> IdAsync(TestGateway gateway, string key) => (string)(await gateway.GetAsync("/v1/usage/me", key))["key"]!;
}

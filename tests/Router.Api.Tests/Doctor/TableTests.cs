using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>The report as people read it.</summary>
public sealed class TableTests
{
    [Fact]
    public async Task RedirectedTable_IsPlainText_WithoutBlanksAtLineEnds()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = Checkup.Chat;

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("openai", provider.BaseUrl), json: false);

        string[] lines = checkup.Output.Split(Environment.NewLine);
        Assert.DoesNotContain('\e', checkup.Output);
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Contains(lines, line => line.StartsWith("  tools", StringComparison.Ordinal) && line.Contains("ok", StringComparison.Ordinal));
        Assert.Equal("All is well.", lines[^2]);
        Assert.Contains("p: tools ok", checkup.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NarrowTable_StaysWithinItsWidth_AndLosesNoWord()
    {
        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", "https://no-such-provider.invalid"), json: false, environment: new() { ["COLUMNS"] = "60" });

        string[] lines = checkup.Output.Split(Environment.NewLine);
        string words = string.Concat(lines.Select(line => line.Trim()));
        Assert.All(lines.Where(line => line.StartsWith(' ')), line => Assert.InRange(line.Length, 1, 60));
        Assert.Contains("spelling", words, StringComparison.Ordinal);
        Assert.Contains("Something failed at p.", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsSkippedForOneReason_IsOneRow()
    {
        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", "https://no-such-provider.invalid"), json: false);

        Assert.Contains("http to overflow", checkup.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarkupInWords_IsShownAsItStands()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(400, Samples.Error("invalid_request_error", "[red]no[/] such [thing"));

        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("anthropic", provider.BaseUrl), json: false);

        Assert.Contains("[red]no[/] such [thing", checkup.Output, StringComparison.Ordinal);
    }
}

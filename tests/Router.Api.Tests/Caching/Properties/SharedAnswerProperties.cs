using FsCheck;
using FsCheck.Fluent;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Caching.Properties;

/// <summary>Any mix of clients that join, leave and fail.</summary>
public sealed class SharedAnswerProperties
{
    /// <summary>
    /// Who stays gets one answer with one ending: whole and the same as all others', who share its attempt, or an error where an attempt failed. While nothing fails and the first one
    /// stays, one attempt is enough for all.
    /// </summary>
    [Fact]
    public void Everybody_GetsOneWholeIdenticalAnswer() => Prop.ForAll(RandomMix.Any.ToArbitrary(), static mix => PlayAsync(mix).GetAwaiter().GetResult()).Check(PropertyRuns.Of(60));

    private static async Task PlayAsync(RandomMix mix)
    {
        await using var run = new MixRun(mix);
        IReadOnlyList<MixEnding?> endings = await run.PlayAsync();

        MixEnding[] stayed = [.. endings.OfType<MixEnding>()];
        Assert.Equal(mix.Clients.Count(client => client.Leaves == Leaving.Never), stayed.Length);
        foreach (MixEnding ending in stayed.Where(ending => ending.Message is not null))
        {
            Assert.Single(Enumerable.Range(0, run.Attempts), attempt => ending.Message!.Contains($"\"This is answer {attempt} in full\"", StringComparison.Ordinal));
        }

        int answers = stayed.Where(ending => ending.Message is not null).Select(ending => ending.Message).Distinct().Count();
        int errors = stayed.Count(ending => ending.Message is null);
        Assert.True(answers <= run.Attempts - run.Failures, $"{answers} different answers of {run.Attempts} attempts, {run.Failures} of which failed");
        Assert.True(errors == 0 || run.Failures > 0, "an error though nothing failed");
        if (run.Failures == 0 && mix.Clients[0].Leaves == Leaving.Never)
        {
            Assert.Equal((1, 1, 0), (run.Attempts, answers, errors));
        }
    }
}

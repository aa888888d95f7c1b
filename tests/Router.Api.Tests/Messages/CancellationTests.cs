using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientGone_BeforeTheAnswer_CancelsTheProviderAtOnce(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Hang());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var leave = new CancellationTokenSource();

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream), cancellation: leave.Token);
        ReceivedRequest received = await provider.NextRequestAsync();
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await received.Gone.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task ClientGone_InMidStream_CancelsTheProviderAtOnce()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a")).Hang());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        ReceivedRequest received = await provider.NextRequestAsync();
        response.Dispose();

        await received.Gone.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task ClientGone_InAPauseBetweenTries_EndsTheTries()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);
        using var leave = new CancellationTokenSource();

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: false), cancellation: leave.Token);
        await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(375), TimeSpan.FromMilliseconds(500));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await clock.WaitForNoTimerAsync(TimeSpan.FromMilliseconds(375), TimeSpan.FromMilliseconds(500));
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Single(provider.Requests);
    }
}

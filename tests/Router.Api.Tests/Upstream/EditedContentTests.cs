using Router.Api.Upstream;
using Router.Protocol.Json;
using Xunit;

namespace Router.Api.Tests.Upstream;

/// <summary>The pooled body must not go back to its pool while a connection still reads it.</summary>
public sealed class EditedContentTests
{
    [Fact]
    public async Task Close_WaitsForASendingUnderWay_AndLetsNoneBegin()
    {
        using var content = new EditedContent(new EditedBody("{}"u8.ToArray(), []));
        await using var slow = new SlowStream();
        Task sending = content.CopyToAsync(slow);

        Task closing = content.CloseAsync();
        Assert.False(closing.IsCompleted);
        slow.Go.SetResult();
        await sending;
        await closing.WaitAsync(TimeSpan.FromSeconds(60));

        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task Close_OfAContentThatWasNeverSent_IsDone()
    {
        using var content = new EditedContent(new EditedBody("{}"u8.ToArray(), []));

        await content.CloseAsync();
    }

    private sealed class SlowStream : MemoryStream
    {
        public TaskCompletionSource Go { get; } = new();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await Go.Task; // deaf to cancellation, as a write in progress is
    }
}

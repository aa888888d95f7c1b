using Router.Core.Admission;

namespace Router.Core.Tests.Admission;

public sealed class GateAnswerTests
{
    [Theory]
    [InlineData(RefusalReason.Limit, 429)]
    [InlineData(RefusalReason.RateLimited, 429)]
    [InlineData(RefusalReason.QuotaExhausted, 429)]
    [InlineData(RefusalReason.QueueFull, 529)]
    [InlineData(RefusalReason.Overloaded, 529)]
    [InlineData(RefusalReason.Failing, 529)]
    public void Status_TellsALimitFromTrouble(RefusalReason reason, int status) => Assert.Equal(status, GateAnswer.Refused(reason, TimeSpan.FromSeconds(1)).Status);
}

using System.Security.Cryptography;
using Router.Core.Tenancy;
using Router.Dashboard.SignIn;
using Xunit;

namespace Router.Dashboard.Tests.SignIn;

public sealed class SessionSealTests
{
    private static readonly SessionTicket Ticket = new("00112233445566778899aabbccddeeff", new KeyHash(SHA256.HashData("key"u8)), new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Ticket_OpensOnAnotherNode_WithTheSameMasterKey() =>
        Assert.Equal(Ticket, new SessionSeal(new DashboardKeys("one master key 1"u8)).Open(new SessionSeal(new DashboardKeys("one master key 1"u8)).Seal(Ticket)));

    [Fact]
    public void Ticket_OfAnotherMasterKey_IsNone() =>
        Assert.Null(new SessionSeal(new DashboardKeys("other master key"u8)).Open(new SessionSeal(new DashboardKeys("one master key 1"u8)).Seal(Ticket)));

    [Fact]
    public void EveryChangedLetter_MakesItNone()
    {
        var seal = new SessionSeal(new DashboardKeys("one master key 1"u8));
        string text = seal.Seal(Ticket);
        for (int place = 0; place < text.Length; place++)
        {
            char other = text[place] == 'A' ? 'Q' : 'A';
            Assert.Null(seal.Open($"{text[..place]}{other}{text[(place + 1)..]}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("nonsense, and long enough to be something that a browser could have kept from another time, which it is not, really; it is just text")]
    public void AnythingElse_IsNone(string text) => Assert.Null(new SessionSeal(new DashboardKeys("one master key 1"u8)).Open(text));

    [Fact]
    public void Ticket_HoldsNothingReadable()
    {
        var seal = new SessionSeal(new DashboardKeys("one master key 1"u8));

        Assert.NotEqual(seal.Seal(Ticket), seal.Seal(Ticket));
    }
}

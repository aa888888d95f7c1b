using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class SessionReaderTests
{
    [Theory]
    [InlineData("""{"metadata":{"user_id":"{\"device_id\":\"d\",\"account_uuid\":\"\",\"session_id\":\"5f2c\"}"},"messages":[{"role":"user","content":"Hi"}]}""", "5f2c")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"user_ab_account_cd_session_5f2c"}}""", "5f2c")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"somebody"}}""", "somebody")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"{not json"}}""", "{not json")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"{\"session_id\":7}"}}""", """{"session_id":7}""")]
    public void UserId_NamesTheSession(string body, string session) => Assert.Equal(session, Find(body));

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},{"role":"user","content":"More"}]}""")]
    [InlineData("""{"system":"S","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""", """{"messages":[{"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]}],"system":"S"}""")]
    [InlineData(
        """{"system":[{"type":"text","text":"x-anthropic-billing-header: cch=1;"},{"type":"text","text":"S"}],"messages":[{"role":"user","content":"Hi"}]}""",
        """{"system":[{"type":"text","text":"x-anthropic-billing-header: cch=2;"},{"type":"text","text":"S"}],"metadata":{},"messages":[{"role":"user","content":"Hi"}]}""")]
    public void WithoutIt_TheStartOfTheConversationDoes(string first, string later) => Assert.Equal(Find(first), Find(later));

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", """{"messages":[{"role":"user","content":"Ho"}]}""")]
    [InlineData("""{"system":"A","messages":[{"role":"user","content":"Hi"}]}""", """{"system":"B","messages":[{"role":"user","content":"Hi"}]}""")]
    public void OtherConversations_AreOthers(string one, string other) => Assert.NotEqual(Find(one), Find(other));

    [Fact]
    public void LongName_IsToldByItsHash()
    {
        string one = Find(Named(5000));

        Assert.Equal(32, one.Length);
        Assert.NotEqual(one, Find(Named(5001)));
    }

    private static string Named(int length) => $$"""{"messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"{{new string('a', length)}}"} }""";

    private static string Find(string body)
    {
        byte[] whole = Encoding.UTF8.GetBytes($$"""{"model":"m",{{body[1..]}}""");
        return SessionReader.NameIn(whole, RequestParts.Of(whole)) ?? SessionReader.StartOf(whole, RequestParts.Of(whole));
    }
}

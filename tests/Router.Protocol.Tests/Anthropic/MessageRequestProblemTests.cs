using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MessageRequestProblemTests
{
    private const string Messages = """ "messages":[{"role":"user","content":"x"}] """;

    [Theory]
    [InlineData("""{"max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "model")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":1}""", "messages")]
    [InlineData("""{}""", "model")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"content":"x"}]}""", "messages.0.role")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"},{"role":"user"}]}""", "messages.1.content")]
    public void MissingField_IsNamed(string body, string field) => Refuses(body, field, "Field required");

    [Theory]
    [InlineData("model", "7", "Input should be a string.")]
    [InlineData("model", "null", "Input should be a string.")]
    [InlineData("model", "[\"m\"]", "Input should be a string.")]
    [InlineData("model", "\"\"", "Input should be the name of a model.")]
    [InlineData("model", "\"  \"", "Input should be the name of a model.")]
    [InlineData("model", "\"\\ud83d\"", "Input should be a string.")]
    [InlineData("max_tokens", "\"1\"", "Input should be an integer of 0 or more.")]
    [InlineData("max_tokens", "null", "Input should be an integer of 0 or more.")]
    [InlineData("max_tokens", "-1", "Input should be an integer of 0 or more.")]
    [InlineData("max_tokens", "1.5", "Input should be an integer of 0 or more.")]
    [InlineData("max_tokens", "99999999999999999999", "Input should be an integer of 0 or more.")]
    [InlineData("stream", "\"true\"", "Input should be true or false.")]
    [InlineData("stream", "1", "Input should be true or false.")]
    [InlineData("stream", "{}", "Input should be true or false.")]
    [InlineData("messages", "{}", "Input should be an array of messages.")]
    [InlineData("messages", "\"hi\"", "Input should be an array of messages.")]
    [InlineData("messages", "null", "Input should be an array of messages.")]
    [InlineData("messages", "[]", "At least one message is required.")]
    [InlineData("system", "{}", "Input should be a string or an array of text blocks.")]
    [InlineData("system", "7", "Input should be a string or an array of text blocks.")]
    [InlineData("tools", "{}", "Input should be an array of tools.")]
    [InlineData("tool_choice", "\"auto\"", "Input should be an object.")]
    [InlineData("metadata", "\"u\"", "Input should be an object.")]
    [InlineData("thinking", "true", "Input should be an object.")]
    [InlineData("output_config", "[]", "Input should be an object.")]
    [InlineData("context_management", "[]", "Input should be an object.")]
    [InlineData("stop_sequences", "\"x\"", "Input should be an array of strings.")]
    [InlineData("temperature", "\"1\"", "Input should be a number.")]
    [InlineData("top_p", "true", "Input should be a number.")]
    [InlineData("top_k", "\"4\"", "Input should be an integer.")]
    public void WrongType_IsNamedWithTheRightOne(string field, string value, string text) => Refuses($$"""{"{{field}}":{{value}}}""", field, text);

    [Theory]
    [InlineData("7", "messages.0", "Input should be an object with role and content.")]
    [InlineData("[]", "messages.0", "Input should be an object with role and content.")]
    [InlineData("null", "messages.0", "Input should be an object with role and content.")]
    [InlineData("""{"role":1,"content":"x"}""", "messages.0.role", "Input should be a string.")]
    [InlineData("""{"role":"user","content":null}""", "messages.0.content", "Input should be a string or an array of content blocks.")]
    [InlineData("""{"role":"user","content":{"type":"text"}}""", "messages.0.content", "Input should be a string or an array of content blocks.")]
    public void WrongMessage_IsNamedByItsPlace(string message, string field, string text) => Refuses($$"""{"messages":[{{message}}]}""", field, text);

    [Theory]
    [InlineData("model", "model")]
    [InlineData("model", "mod\\u0065l")]
    public void Body_WithTwoModels_IsRefused(string first, string second) =>
        Refuses($$"""{"{{first}}":"a","max_tokens":1,{{Messages}},"{{second}}":"a"}""", "model", "The field is given twice.");

    [Fact]
    public void FirstProblem_IsTheOneThatIsTold() => Refuses("""{"stream":1,"model":7}""", "stream", "Input should be true or false.");

    [Fact]
    public void Problem_ReadsAsFieldAndText()
    {
        Assert.Equal("messages.0.role: Field required", new RequestProblem("messages.0.role", "Field required").Message);
        Assert.Equal("The body is empty.", new RequestProblem("", "The body is empty.").Message);
    }

    private static void Refuses(string body, string field, string text)
    {
        Assert.False(MessageRequestReader.TryRead(Encoding.UTF8.GetBytes(body), out MessageRequest? request, out RequestProblem? problem));
        Assert.Null(request);
        Assert.Equal(new RequestProblem(field, text), problem);
    }
}

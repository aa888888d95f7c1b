using System.Text.Json;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Root = JsonElement.Parse("""{"$defs":{"a/b":1,"c~d":2,"p c":3,"list":[10,20],"~1":4},"":5}""");

    [Theory]
    [InlineData("#/$defs/a~1b", "1")]
    [InlineData("#/$defs/c~0d", "2")]
    [InlineData("#/$defs/p%20c", "3")]
    [InlineData("#/$defs/~01", "4")]
    [InlineData("#/", "5")]
    [InlineData("#/$defs/list", "[10,20]")]
    [InlineData("#/$defs/list/0", "10")]
    [InlineData("#/$defs/list/1", "20")]
    public void Reference_IsFollowed(string reference, string expected) => Assert.Equal(expected, JsonPointer.Resolve(Root, reference).GetRawText());

    [Fact]
    public void Reference_ToTheDocumentItself_IsTheDocument() => Assert.Equal(JsonValueKind.Object, JsonPointer.Resolve(Root, "#").ValueKind);

    [Theory]
    [InlineData("other.json#/$defs/list")]
    [InlineData("/$defs/list")]
    [InlineData("#/$defs/none")]
    [InlineData("#/$defs/list/2")]
    [InlineData("#/$defs/list/-1")]
    [InlineData("#/$defs/list/0/x")]
    public void Reference_ToNowhere_IsUndefined(string reference) => Assert.Equal(JsonValueKind.Undefined, JsonPointer.Resolve(Root, reference).ValueKind);

    [Fact]
    public void EndlessReference_IsNotFollowed()
    {
        string name = new('x', 1000);
        JsonElement root = JsonElement.Parse($$"""{"{{name}}":1}""");

        Assert.Equal(JsonValueKind.Undefined, JsonPointer.Resolve(root, "#/" + name).ValueKind);
    }
}

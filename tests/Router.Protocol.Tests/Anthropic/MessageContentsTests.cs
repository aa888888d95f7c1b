using System.Text;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

public sealed class MessageContentsTests
{
    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"an \"image\" and a \"document\""}]}""", "")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","data":""}}]}]}""", "images")]
    [InlineData("""{"messages":[{"role":"user","content":[{"source":{"type":"url","url":"x"},"type":"image"}]}]}""", "images")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"a"},{"type":"image","source":{}}]}]}]}""", "images")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","input":{"content":{"type":"image"},"x":[{"type":"document"}]}}]}]}""", "")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":""}}]}]}""", "documents")]
    [InlineData("""{"messages":[{"role":"user","content":[{"source":{"type":"file","file_id":"f"},"type":"document"}]}]}""", "documents")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"image"}}]}]}""", "")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"content","content":[{"type":"image","source":{}}]}}]}]}""", "images")]
    [InlineData("""{"tools":[{"name":"x","input_schema":{"type":"image"}}],"messages":[{"role":"user","content":"a"}]}""", "tools")]
    [InlineData("""{"tools":[ ],"system":[{"type":"image"}],"messages":[{"role":"user","content":"a"}]}""", "")]
    [InlineData("""{"tools":null,"messages":[{"role":"user","content":["image",7,[{"type":"image"}]]}]}""", "")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image","source":{}}]},{"role":"user","content":[{"type":"document","source":{"type":"url"}}]}],"tools":[1]}""", "images documents tools")]
    public void Contents_AreSeenWhereTheyAreContents(string body, string expected)
    {
        var contents = MessageContents.Read(Encoding.UTF8.GetBytes(body));

        string[] seen = [contents.Images ? "images" : "", contents.Documents ? "documents" : "", contents.Tools ? "tools" : ""];
        Assert.Equal(expected, string.Join(' ', seen.Where(word => word.Length > 0)));
    }
}

using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Counting;
using Router.Protocol.Tests.Anthropic;
using Router.Protocol.Tests.Json;

namespace Router.Protocol.Tests.Counting;

public sealed class TokenEstimatorProperties
{
    private static readonly Gen<string> Text =
        from pieces in Gen.Elements("the ", "fooBar", "ABCdef", " ", "\n", "\t\t", "12", "3456", "{\"", "\\", "—", "é", "你好", "。", "я", "слово", "한국", "かな", "🙂", "عرب", "हि", "...").ListOf()
        select string.Concat(pieces);

    private static readonly Gen<string> Block =
        from text in Text
        from kind in Gen.Choose(0, 4)
        select kind switch
        {
            0 => $$"""{"type":"text","text":{{Json(text)}}}""",
            1 => $$"""{"type":"tool_use","id":"i","name":"n","input":{"a":{{Json(text)}} } }""",
            2 => $$"""{"type":"tool_result","tool_use_id":"i","content":{{Json(text)}}}""",
            3 => $$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{Picture.Png(10 + text.Length, 20)}}"} }""",
            _ => $$"""{"type":"thinking","thinking":{{Json(text)}},"signature":"s"}""",
        };

    private static readonly Gen<string> Tool =
        from text in Text
        select $$"""{"name":"n","description":{{Json(text)}},"input_schema":{"type":"object"} }""";

    [Fact]
    public void AppendedText_NeverLowersTheEstimate() => Holds(
        from text in Text
        from more in Text
        select Estimate(Body([$$"""{"type":"text","text":{{Json(text)}}}"""], [])) <= Estimate(Body([$$"""{"type":"text","text":{{Json(text + more)}}}"""], [])));

    [Fact]
    public void AppendedText_NeverLowersTheCount() => Holds(
        from text in Text
        from more in Text
        select Count(text) <= Count(text + more));

    [Fact]
    public void AnotherBlockOrTool_RaisesTheEstimate() => Holds(
        from blocks in Block.ListOf()
        from tools in Tool.ListOf()
        from block in Block
        from tool in Tool
        let before = Estimate(Body([.. blocks], [.. tools]))
        select before <= Estimate(Body([.. blocks, block], [.. tools])) && before < Estimate(Body([.. blocks], [.. tools, tool])));

    [Fact]
    public void AnotherMessage_RaisesTheEstimate() => Holds(
        from messages in Block.ListOf()
        from message in Block
        select Estimate(Messages([.. messages])) < Estimate(Messages([.. messages, message])));

    [Fact]
    public void Parts_AddUpToTheWhole() => Holds(
        from blocks in Block.ListOf()
        from tools in Tool.ListOf()
        from members in RandomJson.Members
        let json = $"{{{string.Join(',', members.Select(member => member.Raw))}}}"
        let body = Encoding.UTF8.GetBytes($$"""{"model":"m","output_config":{{json}},"system":[{{json}},"S"],"metadata":{{json}},{{Body([.. blocks, json], [.. tools])[1..]}}""")
        let memo = new TokenMemo()
        let parts = RequestParts.Of(body)
        select TokenEstimator.Estimate(body, parts, memo).Tokens == TokenEstimator.Estimate(body) && TokenEstimator.Estimate(body, parts, memo).Tokens == TokenEstimator.Estimate(body));

    [Fact]
    public void AnyJson_IsAtLeastOneToken() => Holds(
        from members in RandomJson.Members
        let json = $"{{{string.Join(',', members.Select(member => member.Raw))}}}"
        select Estimate(json) >= 1 && Estimate($$"""{"messages":[{{json}}],"tools":[{{json}}],"system":{{json}}}""") >= 1);

    [Fact]
    public void AnyCutBody_IsAtLeastOneToken() => Holds(
        from block in Block
        from tool in Tool
        from cut in Gen.Choose(0, 400)
        let body = Body([block], [tool])
        select Estimate(body[..Math.Min(cut, body.Length)]) >= 1);

    private static void Holds(Gen<bool> property) => Prop.ForAll(property.ToArbitrary(), holds => holds).Check(PropertyRuns.Of(500));

    private static string Body(string[] blocks, string[] tools) =>
        $$"""{"tools":[{{string.Join(',', tools)}}],"messages":[{"role":"user","content":[{{string.Join(',', blocks)}}]}]}""";

    private static string Messages(string[] blocks) =>
        $$"""{"messages":[{{string.Join(',', blocks.Select(block => $$"""{"role":"user","content":[{{block}}]}"""))}}]}""";

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static long Estimate(string body) => TokenEstimator.Estimate(Encoding.UTF8.GetBytes(body));

    private static long Count(string text)
    {
        var counter = new TextTokenCounter();
        counter.Add(Encoding.UTF8.GetBytes(text));
        return counter.Tokens;
    }
}
